"""The site: nbdev knows what notebooks hide and export, and what comments say of it; Sphinx makes pages of that.

`python .ci/docs.py FOLDER` writes the pages there. No cell is run, and no page needs a network.
"""
import ast
import dataclasses
import importlib
import inspect
import posixpath
import re
import shutil
import sys
import tempfile
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Annotated, get_args, get_origin

from docutils.nodes import SkipNode
from execnb.nbio import mk_cell, write_nb
from fastcore.docments import docments
from icp_nb._modidx import d as index
from latex2mathml.converter import convert
from nbdev import processors
from nbdev.config import get_config
from nbdev.process import NBProcessor
from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[1]
CONFIG = get_config(path=ROOT)
FOLDERS = ("", "experiments", "reports", "tests")
FILES = ("CONTRIBUTING.md", "CHANGELOG.md", "data/README.md", "outputs/README.md")
# the headings of the sidebar: a part begins with a page, or is a folder
PARTS = {
    "00_core": "I. The paper", "13_evaluation": "II. The experiment", "16_config": "III. Many runs",
    "experiments/": "Experiments", "reports/": "Reports", "tests/": "Tests", "CONTRIBUTING": "The project",
}
# where latex2mathml is not like TeX: bars that grow, a relation without space, `q log p` without space
MATHML = (
    ("<mo>&#x02016;</mo>", '<mo stretchy="false">&#x02016;</mo>'), ("<mi>&#x0007E;</mi>", "<mo>&#x0223C;</mo>"),
    ("<mi>(log)</mi>(?!<mo)", r'<mo lspace="0.17em" rspace="0.17em">\1</mo>'),
)
STATIC = (ROOT / ".ci" / "docs.css", files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf")
OPTIONS = {
    "project": CONFIG.title, "author": CONFIG.author, "copyright": CONFIG.copyright,
    "extensions": ["myst_nb", "docs"],          # this file is one: it says below how mathematics is written
    "myst_enable_extensions": ["dollarmath"], "myst_heading_anchors": 4,
    "suppress_warnings": ["myst.header"],       # of a heading of the third level below one of the first
    "nb_execution_mode": "off", "nb_render_markdown_format": "myst",
    "nb_ipywidgets_js": {},                     # they would come from a network
    "nb_code_prompt_show": "code", "nb_code_prompt_hide": "code",
    "html_theme": "furo", "html_title": CONFIG.title, "html_math_renderer": "mathml",
    "html_static_path": [str(path) for path in STATIC], "html_css_files": ["docs.css"],
    "html_copy_source": False, "html_use_index": False,
    "html_show_search_summary": False,          # a page in a folder may not read another one
}


def all_pages():
    "The page of each notebook and file, by its path in the repository, in reading order."
    notebooks = [path for folder in FOLDERS for path in sorted((ROOT / "nbs" / folder).glob("*.ipynb"))]
    paths = [path.relative_to(ROOT).as_posix() for path in notebooks]
    return {path: re.sub(r"^nbs/|\.\w+$", "", path) for path in (*paths, *FILES)}


def contents(pages):
    "All pages but the first one, part by part, as the sidebar shows them."
    parts, part = dict.fromkeys(PARTS.values(), ()), ""
    for page in pages.values():
        part = PARTS.get(page) or PARTS.get(re.sub(r"[^/]*$", "", page)) or part
        if page != "index": parts[part] += (page,)
    assert all(parts.values()), f"a part of the site has no pages: {parts}"
    lists = [["```{toctree}", ":hidden:", f":caption: {part}", "", *names, "```"] for part, names in parts.items()]
    return "\n\n".join("\n".join(lines) for lines in lists)


def target(module, name):
    "What links to a name lead to; Sphinx does not tell capitals from small letters there."
    return module.partition(".")[2] + "." + re.sub("([A-Z])", r"-\1", name)


def all_targets():
    "Where each name is explained that the library exports; names that stand in two modules are left out."
    found = [(module, name.removeprefix(f"{module}.")) for module, names in index["syms"].items() for name in names]
    once = {name for name, times in Counter(name for _, name in found).items() if times == 1}
    return {name: target(module, name) for module, name in found if name in once and re.fullmatch(r"(?!_)\w+", name)}


def in_words(value):
    "A type or a default as a person writes it."
    if value is inspect.Parameter.empty: return ""
    if get_origin(value) is Annotated: value = get_args(value)[0]
    is_type = isinstance(value, type) or get_origin(value)
    text = inspect.formatannotation(value) if is_type else value.__name__ if inspect.isroutine(value) else repr(value)
    return "`" + re.sub(r"\b(?:[A-Za-z_]\w*\.)+(?=[A-Za-z_])", "", text).replace("|", r"\|") + "`"


def explained(sym):
    "A heading, what a function or class says of itself, and a table of what it takes and returns."
    is_class = inspect.isclass(sym)
    inherits = is_class and not dataclasses.is_dataclass(sym) and "__init__" not in vars(sym)
    rows = []
    for name, said in ({} if inherits else docments(sym, full=True)).items():
        if name == "self" or name == "return" and (is_class or said["anno"] is None): continue
        about = re.sub(r"(`[^`]*`)|([|*_<$`])", lambda m: m[1] or "\\" + m[2], said["docment"] or "")
        name = "*returns*" if name == "return" else f"`{name}`"
        rows.append(f"| {name} | {in_words(said['anno'])} | {in_words(said['default'])} | {about} |")
    if rows: rows = ["| | type | default | |", "|---|---|---|---|", *rows]
    title = [f"({target(sym.__module__, sym.__name__)})=", f"### {sym.__name__}", ""]
    return "\n".join([*title, sym.__doc__ or "", "", *rows])


def page_cells(path):
    "The cells of a page: hidden ones are left out; what is exported stands folded, below what explains it."
    processor = NBProcessor(ROOT / path, [processors.strip_ansi, processors.hide_line, processors.hide_])
    processor.process()
    module = None
    for cell in processor.nb.cells:
        if name := cell.directives_.get("default_exp"):
            module = importlib.import_module(f"{CONFIG.lib_name}.{name[0]}")
            continue
        is_exported = "export" in cell.directives_
        for node in ast.parse(cell.source).body if is_exported else ():
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name[0] != "_":
                yield mk_cell(explained(getattr(module, node.name)), "markdown")
        if is_exported or "/reports/" in path and cell.cell_type == "code":
            cell.metadata["tags"] = [*cell.metadata.get("tags", ()), "hide-input"]
        yield cell


def with_names(text, targets):
    "Markdown in which a name of the library leads to where it is explained: not in code, headings and links."
    linked = lambda m: f"[{m[0]}](#{targets[m[1]]})" if m[1] in targets else m[0]
    lines, is_code = text.split("\n"), False
    for i, line in enumerate(lines):
        is_code ^= line.startswith("```")
        if not is_code and not line.startswith(("#", "    ")):
            lines[i] = re.sub(r"(?<!\[)`(\w+)(?:\(\))?`(?![\]`])", linked, line)
    return "\n".join(lines)


def with_links(text, path, pages, folder):
    "Markdown whose links between notebooks are links between pages; pictures come along, other files stay elsewhere."
    def to(match):
        shown, name, anchor = match.groups("")
        if re.match(r"\w+:", name): return match[0]
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
        if shown.startswith("!"):
            shutil.copy(ROOT / file, folder)
            return f"{shown}(/{Path(file).name})"
        if file not in pages:               # of one that does not exist Sphinx warns
            return f"{shown}({CONFIG.git_url}/blob/{CONFIG.branch}/{file})" if (ROOT / file).exists() else match[0]
        page = posixpath.relpath(pages[file], posixpath.dirname(pages[path]) or ".")
        return f"{shown}({page}{Path(file).suffix}{anchor.lower()})"
    badges = r"\[!\[[^\]]*\]\(https?:[^)]*\)\]\([^)]*\)"           # they come from a network
    return re.sub(r"(!?\[[^\]]*\])\(([^)#\s]*)(#[^)\s]+)?\)", to, re.sub(badges, "", text))


def write_sources(folder):
    "What Sphinx reads: the notebooks and files, as pages."
    pages, targets = all_pages(), all_targets()
    for path, page in pages.items():
        to = folder / f"{page}{Path(path).suffix}"
        to.parent.mkdir(exist_ok=True)
        if to.suffix == ".md":
            to.write_text(with_links((ROOT / path).read_text(encoding="utf-8"), path, pages, folder), encoding="utf-8")
            continue
        nb = NBProcessor(ROOT / path).nb
        nb.cells = list(page_cells(path))
        for cell in nb.cells:
            for output in cell.get("outputs", ()):
                if text := output.get("data", {}).get("text/markdown"):
                    output["data"]["text/markdown"] = with_links("".join(text), path, pages, folder)
            if cell.cell_type == "markdown":
                cell.source = with_names(with_links(cell.source, path, pages, folder), targets)
        if page == "index": nb.cells.append(mk_cell(contents(pages), "markdown"))
        write_nb(nb, to)


def setup(app):
    "Mathematics becomes MathML, which browsers draw by themselves."
    def writer(display):
        def write(page, node):
            mathml = convert(node.astext(), display=display)
            for was, better in MATHML: mathml = re.sub(was, better, mathml)
            assert "\\" not in mathml, f"this is no mathematics: {node.astext()}"
            page.body.append(mathml)
            raise SkipNode
        return write, None
    app.add_html_math_renderer("mathml", writer("inline"), writer("block"))


def build(to):
    "Write the site into a folder. A warning, as of a link that leads nowhere, is an error."
    with tempfile.TemporaryDirectory() as work:
        source, made = Path(work, "source"), Path(work, "made")
        source.mkdir()
        write_sources(source)
        app = Sphinx(source, None, made, Path(work, "read"), "html", OPTIONS, status=None, warningiserror=True)
        app.build()
        shutil.copytree(made, to)
    if app.statuscode: sys.exit("the pages are not right: see the warnings")


if __name__ == "__main__": build(sys.argv[1])
