"""Text that people write: Markdown or imported HTML in, safe HTML and plain text out.

`render` for Markdown, `html` for HTML brought in from elsewhere, `to_markdown` for the way back; `diff` for
histories, `names` for @handles and #hashtags, `fold` for search, `slug` for addresses. Nothing here knows a
database, a request or a word of the product.
"""
