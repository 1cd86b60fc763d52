import ast
from pathlib import Path

import pytest

from slashmentor.together.routing import ranking

FILES = sorted(Path(*ranking.__path__).glob("*.py"))
STANDARD = {
    "array", "collections", "dataclasses", "datetime", "heapq", "json", "lzma", "math", "pathlib", "re",
    "resource", "time", "__future__",
}  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_ranking_knows_numpy_and_itself_only(file):
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module.split(".")[0] if node.level == 0 else "." * node.level)
    assert found - STANDARD <= {"numpy", "."}
