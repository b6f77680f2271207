"""Makes the notebooks from their sources, runs them, and compares. Runs in .venv, see notebooks/setup.

A source, src/main/notebooks/NAME.md, holds both languages: a line [en] or [zh] begins prose in that language,
a fence ```java a code cell, which both share. Words behind ```java are the cell's tags:
  varies   its output is not the same each time (it measures, or races); only its kinds are compared
  draws    its text is the same each time, and its pictures need not be
  fails    it ends in an error, on purpose
"""
import argparse
import json
import pathlib
import re
import sys
import tempfile
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = pathlib.Path(__file__).resolve().parents[1]
SOURCES = HERE / "src/main/notebooks"
LANGUAGES = ("en", "zh")
TIMEOUT = 120
TAGS = {"varies": ["varies"], "draws": ["draws"], "fails": ["raises-exception"]}


def cells(source):
    """The cells of a source: ("prose", {language: text}) and ("code", text, tags)."""
    found, prose, language, code, tags = [], {}, None, None, []

    def close():
        nonlocal prose, language
        texts = {name: "\n".join(lines).strip() for name, lines in prose.items()}
        if texts:
            if set(texts) != set(LANGUAGES) or not all(texts.values()):
                raise ValueError(f"{source}: prose in one language only: {texts}")
            found.append(("prose", texts))
        prose, language = {}, None

    for line in source.read_text(encoding="utf-8").splitlines():
        if code is not None:
            if line == "```":
                found.append(("code", "\n".join(code), tags))
                code = None
            else:
                code.append(line)
        elif line.startswith("```java"):
            close()
            code, tags = [], [tag for word in line.split()[1:] for tag in TAGS[word]]
        elif line in ("[en]", "[zh]"):
            if line == "[en]":
                close()
            language = line[1:-1]
            prose[language] = []
        elif language:
            prose[language].append(line)
        elif line.strip():
            raise ValueError(f"{source}: text in no language: {line}")
    close()
    return found


def target(name, language):
    return HERE / (f"{name}.ipynb" if language == "en" else f"{name}.{language}.ipynb")


def made(name, language):
    """The notebook as the source has it, without outputs."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata = {
        "kernelspec": {"display_name": "Java", "language": "java", "name": "java"},
        "language_info": {"codemirror_mode": "java", "file_extension": ".jshell", "mimetype": "text/x-java-source", "name": "Java", "pygments_lexer": "java"},
    }
    for number, cell in enumerate(cells(SOURCES / f"{name}.md"), 1):
        if cell[0] == "prose":
            new = nbformat.v4.new_markdown_cell(cell[1][language])
        else:
            new = nbformat.v4.new_code_cell(cell[1])
            if cell[2]:
                new.metadata["tags"] = cell[2]
        new.id = f"cell-{number:02d}"
        notebook.cells.append(new)
    return notebook


def joined(outputs):
    """The outputs, with what one stream has said in several pieces as one."""
    found = []
    for output in outputs:
        output.pop("transient", None)
        if found and output.output_type == "stream" and found[-1].get("name") == output.name:
            found[-1].text += output.text
        else:
            found.append(output)
    return found


def run(notebook):
    """Runs a notebook in a fresh kernel; returns how long the kernel took to start, and the cells."""
    client = NotebookClient(notebook, timeout=TIMEOUT, kernel_name="java", record_timing=False, resources={"metadata": {"path": str(HERE)}})
    start = time.monotonic()
    with client.setup_kernel():
        started = time.monotonic()
        client.reset_execution_trackers()
        for index, cell in enumerate(notebook.cells):
            try:
                client.execute_cell(cell, index)
            except CellExecutionError as error:
                raise SystemExit(f"cell {cell.id} fails:\n{cell.source}\n{error}") from None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
            fails = any(o.output_type == "error" for o in cell.outputs)
            if fails != ("raises-exception" in cell.metadata.get("tags", [])):
                raise SystemExit(f"cell {cell.id} " + ("fails" if fails else "was to fail, and does not"))
    return started - start, time.monotonic() - started


def clean(notebook, name):
    """A committed output must tell nothing of the machine that made it."""
    text = json.dumps(notebook, ensure_ascii=False)
    for forbidden in (str(HERE.parent), str(pathlib.Path.home()) + "/", tempfile.gettempdir() + "/"):
        if forbidden in text:
            raise SystemExit(f"{name}: an output names a path of this machine: {forbidden}")


def kinds(output):
    return output.output_type, output.get("name"), sorted(output.get("data", {}))


def without_pictures(outputs):
    for output in outputs:
        if "image/svg+xml" in output.get("data", {}):
            output.data["image/svg+xml"] = ""
    return outputs


def tell(name, problem):
    print(f"  {name}: {problem}", flush=True)
    return 1


def in_step(name, language):
    """Whether the committed notebook is what the source says, but for outputs."""
    path = target(name, language)
    if not path.exists():
        return tell(path.name, "is missing")
    old, new = nbformat.read(path, 4), made(name, language)
    if old.metadata != new.metadata:
        return tell(path.name, "has other metadata than its source gives it")
    if [(c.cell_type, c.source, c.id, c.metadata) for c in old.cells] != [(c.cell_type, c.source, c.id, c.metadata) for c in new.cells]:
        differ = next((n.id for o, n in zip(old.cells, new.cells) if o.source != n.source), "their number")
        return tell(path.name, f"is not what src/main/notebooks/{name}.md says ({differ}); write it anew")
    code = sum(c.cell_type == "code" for c in new.cells)
    if not 20 <= len(new.cells) <= 40:
        return tell(path.name, f"has {len(new.cells)} cells; 20 to 40 make a walkthrough")
    clean(old, path.name)
    return 0 if code else tell(path.name, "has no code")


def differences(name, language, fresh):
    """Compares what the cells have said now with what is committed."""
    path = target(name, language)
    wrong = compared = 0
    for old, new in zip(nbformat.read(path, 4).cells, fresh.cells):
        if new.cell_type != "code":
            continue
        compared += 1
        if "varies" in new.metadata.get("tags", []):
            if [kinds(o) for o in old.outputs] != [kinds(o) for o in new.outputs]:
                wrong += tell(path.name, f"{new.id} says other kinds of things: {[kinds(o) for o in new.outputs]}, committed {[kinds(o) for o in old.outputs]}")
        elif "draws" in new.metadata.get("tags", []) and without_pictures(old.outputs) == without_pictures(new.outputs):
            continue
        elif old.outputs != new.outputs:
            wrong += tell(path.name, f"{new.id} says\n{json.dumps(new.outputs, indent=1, ensure_ascii=False)[:3000]}\nand not, as committed,\n{json.dumps(old.outputs, indent=1, ensure_ascii=False)[:3000]}")
    return wrong, compared


def names(wanted):
    every = sorted(p.stem for p in SOURCES.glob("*.md"))
    return [n for n in every if not wanted or any(n.startswith(w) for w in wanted)]


def write(wanted):
    for name in names(wanted):
        for language in LANGUAGES:
            notebook = made(name, language)
            started, took = run(notebook)
            clean(notebook, name)
            nbformat.validate(notebook)
            target(name, language).write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
            print(f"{target(name, language).name}: kernel {started:.1f} s, cells {took:.1f} s", flush=True)


def check(wanted):
    wrong = run_cells = compared = exact = 0
    print("notebook               kernel   cells    run  compared  of these word for word")
    for name in names(wanted):
        for language in LANGUAGES:
            if in_step(name, language):
                wrong += 1
                continue
            notebook = made(name, language)
            started, took = run(notebook)
            bad, seen = differences(name, language, notebook)
            code = [c for c in notebook.cells if c.cell_type == "code"]
            same = sum(not {"varies", "draws"} & set(c.metadata.get("tags", [])) for c in code)
            print(f"{target(name, language).name:22} {started:5.1f} s {took:5.1f} s {len(code):5} {seen:8} {same:8}", flush=True)
            wrong += bad
            run_cells += len(code)
            compared += seen
            exact += same
    print(f"{run_cells} cells run, {compared} compared, {exact} of them word for word; {wrong} differences")
    sys.exit(1 if wrong else 0)


def html(wanted):
    from nbconvert import HTMLExporter

    folder = HERE / "target/html"
    folder.mkdir(parents=True, exist_ok=True)
    for name in names(wanted):
        for language in LANGUAGES:
            page, _ = HTMLExporter(language_code=language).from_filename(str(target(name, language)))
            path = folder / (target(name, language).stem + ".html")
            path.write_text(page, encoding="utf-8")
            print(path.relative_to(HERE.parent))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["write", "check", "html"], help="write: run all and save; check: run all and compare; html: make pages")
    parser.add_argument("notebook", nargs="*", help="the beginnings of names, such as 02; default: all")
    asked = parser.parse_args()
    {"write": write, "check": check, "html": html}[asked.what](asked.notebook)


if __name__ == "__main__":
    main()
