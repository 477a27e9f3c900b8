"""What was measured on each engine as one table: the end of `make bench`.

`python bench/table.py FILE …` prints for each page and engine the milliseconds, those of the last
run, the processor's and the statements; then the bytes of the page, whole and packed.
"""

import json
import sys
from pathlib import Path


def main(files: list[Path]) -> None:
    told = [json.loads(file.read_text()) for file in files]
    heads = "".join(f"{file.stem:>34}" for file in files)
    columns = f"{'ms':>10}{'before':>9}{'CPU':>9}{'SQL':>6}" * len(files)
    print(f"{'':26}{heads}")
    print(f"{'':26}{columns}{'bytes':>10}{'gzip':>8}")
    for page, last in told[-1]["now"].items():
        cells = ""
        for results in told:
            cost = results["now"][page]
            former = results["before"].get(page, {}).get("ms", "–")
            cells += f"{cost['ms']:10}{former:>9}{cost['cpu']:9}{cost['sql']:6}"
        print(f"{page:26}{cells}{last['bytes']:10}{last['gzip']:8}")


main([Path(name) for name in sys.argv[1:]])
