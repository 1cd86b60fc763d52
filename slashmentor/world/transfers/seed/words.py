"""Words, names and texts that are made up, but spread as real ones are (Zipf), so that searching them costs the same."""

import html
from itertools import accumulate
from random import Random

_HEAD = """
the of to and a in is that for it as with on be this are I not by have from or an my but can at
was paper thesis research advisor student university phd publication journal review author
citation data professor course grant conference application funding supervisor work question
answer year time department committee project result method figure table model analysis sample
survey interview archive library licence repository code version teaching exam grade lecture
seminar postdoc tenure faculty dean letter recommendation deadline extension leave visa salary
contract fellowship proposal budget referee editor revision rejection acceptance preprint
copyright plagiarism ethics consent measurement theory experiment proof lemma equation
statistics regression bias error software notebook field lab group meeting mentor colleague
feedback conflict workload burnout family career industry interview position offer negotiation
network community outreach impact metric ranking open access
""".split()  # noqa: SIM905  a column of words can't be read
_ONSETS = """
b br c cl cr d dr f fl g gr h j k l m n p pl pr qu r s sc sp st str t tr v w z
""".split()  # noqa: SIM905  a column of words can't be read
_VOWELS = """
a e i o u ai ea io ou y
""".split()  # noqa: SIM905  a column of words can't be read
_CODAS = ["", "n", "r", "s", "t", "l", "nd", "st", "rt", "ck", "m", "ng"]
_FIRST = """
Ada Amina Bao Carlos Chidi Dana Elif Emmy Farid Grace Hanna Ines Ivan Jin Jonas Kofi Lea Lina
Mateo Mei Nadia Noor Olga Omar Priya Rahel Rosa Sam Sara Tariq Tomas Uma Vera Wanjiru Wei Yara
Yusuf Zofia
""".split()  # noqa: SIM905  a column of words can't be read
_LAST = """
Abebe Ahmed Almeida Banerjee Berg Chen Costa Dahl Diaz Eriksen Fischer Garcia Gupta Haddad
Horvat Ito Jansen Kaya Kim Kowalski Lopez Mbeki Moreau Nguyen Novak Okafor Olsen Park Petrov
Rahman Rossi Sato Silva Singh Tanaka Weber Yilmaz Zhou
""".split()  # noqa: SIM905  a column of words can't be read
_SIZE = 20_000


class Words:
    """Everything random comes from here, so that the same seed makes the same community."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  no secrets
        self._vocabulary = self._make_vocabulary()
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(_SIZE)))
        self.topics: list[str] = []
        self._topic_weights: list[float] = []

    def make_topics(self, count: int) -> list[str]:
        """Names of topics, those most used first."""
        pool = [word for word in self._vocabulary if len(word) > 3]
        names = dict.fromkeys(pool[:count])
        while len(names) < count:
            names[f"{self.random.choice(pool)}-{self.random.choice(pool)}"[:35]] = None
        self.topics = list(names)
        self._topic_weights = list(accumulate(1 / (rank + 5) for rank in range(count)))
        return self.topics

    def some_topics(self) -> list[int]:
        """1 to 5 places in `topics`, the frequent ones more often."""
        wanted = self.random.choices((1, 2, 3, 4, 5), weights=(15, 30, 30, 17, 8))[0]
        drawn = self.random.choices(range(len(self.topics)), cum_weights=self._topic_weights, k=wanted)
        return list(dict.fromkeys(drawn))

    def sentence(self, low: int, high: int) -> str:
        words = self._some(self.random.randint(low, high))
        return " ".join(words).capitalize()

    def title(self) -> str:
        return f"{self.sentence(5, 13)[:148]}?"

    def text(self) -> tuple[str, str]:
        """A post of one to five paragraphs: its Markdown and its HTML."""
        paragraphs = [
            f"{self.sentence(12, 60)}."
            for _ in range(self.random.choices((1, 2, 3, 4, 5), (20, 35, 25, 12, 8))[0])
        ]
        shown = [f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in paragraphs]
        if self.random.random() < 0.15:
            points = [self.sentence(4, 14) for _ in range(3)]
            paragraphs.append("\n".join(f"- {point}" for point in points))
            shown.append("<ul>\n" + "\n".join(f"<li>{point}</li>" for point in points) + "\n</ul>")
        return "\n\n".join(paragraphs), "\n".join(shown) + "\n"

    def remark(self) -> str:
        return f"{self.sentence(5, 40)}."

    def name(self) -> str:
        return f"{self.random.choice(_FIRST)} {self.random.choice(_LAST)}"

    def _some(self, count: int) -> list[str]:
        return self.random.choices(self._vocabulary, cum_weights=self._weights, k=count)

    def _make_vocabulary(self) -> list[str]:
        words = dict.fromkeys(_HEAD)
        while len(words) < _SIZE:
            syllables = self.random.choices((1, 2, 3, 4), (5, 35, 40, 20))[0]
            word = "".join(
                self.random.choice(_ONSETS) + self.random.choice(_VOWELS) for _ in range(syllables)
            )
            words[word + self.random.choice(_CODAS)] = None
        return list(words)
