"""Static files with their hash in the name once they are collected, plain ones in a checkout."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise has no types
    """Whitenoise's storage, which also works before `collectstatic` has run.

    With a manifest: hashed names, kept for ever by browsers, compressed. Without: the plain name, found in
    the apps' folders (`WHITENOISE_USE_FINDERS`). So a fresh checkout and the tests need no collecting.
    """

    manifest_strict = False

    def url(self, name: str | None, force: bool = False) -> str:  # noqa: FBT001, FBT002 - Django's signature
        if not self.hashed_files:
            return f"{self.base_url}{name}"
        found: str = super().url(name, force)
        return found
