"""A dump many times as large, made by repeating one with shifted numbers."""

import re
from pathlib import Path

_IDS = re.compile(
    r' (Id|PostId|UserId|ParentId|AcceptedAnswerId|OwnerUserId|LastEditorUserId|RelatedPostId)="(\d+)"'
)
_STEP = 1_000_000


def grow(source: Path, target: Path, times: int) -> Path:
    """Write `times` copies of the dump in `source` to the folder `target`; only the topics stay once.

    python -c "from slashmentor.world.transfers.tests.growing import grow; grow(Path(…), Path(…), 80)"
    """
    target.mkdir(parents=True, exist_ok=True)
    for table in source.glob("*.xml"):
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        rows = [line for line in lines if line.lstrip().startswith("<row ")]
        with (target / table.name).open("w", encoding="utf-8") as out:
            out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<{table.stem.lower()}>\n')
            for number in range(1 if table.stem == "Tags" else times):
                out.writelines(rows if number == 0 else (_shifted(row, number * _STEP) for row in rows))
            out.write(f"</{table.stem.lower()}>\n")
    return target


def _shifted(row: str, by: int) -> str:
    return _IDS.sub(lambda match: f' {match[1]}="{int(match[2]) + by}"', row)
