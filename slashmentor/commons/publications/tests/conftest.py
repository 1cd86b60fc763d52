import pytest

from slashmentor.commons.publications import vocabulary
from slashmentor.commons.publications.actions import bring_file
from slashmentor.commons.topics.models import Topic
from tests.cast import NOON


@pytest.fixture(autouse=True)
def _another_vocabulary():
    """Ids begin anew with each test, so that the topics of another one would be taken for this one's."""
    vocabulary.forget()


@pytest.fixture
def lichens(db):
    """A topic of a vocabulary that is large enough for words to tell something, and one beside it."""
    Topic.objects.bulk_create(Topic(name=f"field-{one}", created_at=NOON) for one in range(400))
    Topic.objects.create(name="glaciers", label="Glaciers and Ice Cores", created_at=NOON)
    return Topic.objects.create(
        name="lichens", label="Lichen Ecology", keywords=["lichen mapping"], origin="x:1", created_at=NOON
    )


def entry(number, title="Lichens on roofs", **fields):
    said = "".join(f", {name}={{{value}}}" for name, value in fields.items())
    return f"@article{{k{number}, title={{{title}}}{said}}}\n"


def papers(count, title="Lichens on roofs, part {}"):
    return "".join(entry(one, title.format(one), year=2000 + one % 25) for one in range(1, count + 1))


@pytest.fixture
def bring(ada):
    """Brings BibTeX to a member, ada unless another one is named."""

    def do(text, member=ada, name="mine.bib"):
        return bring_file(member, by=member, content=text.encode(), name=name, now=NOON)

    return do
