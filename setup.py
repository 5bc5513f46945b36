"Installation from settings.ini, the one list of requirements."
import shutil
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
config = ConfigParser(delimiters="=")
config.read(HERE / "settings.ini", encoding="utf-8")
cfg = config["DEFAULT"]
EXTRAS = {name.removesuffix("_requirements"): cfg[name].split() for name in cfg if name.endswith("_requirements")}


class WithNotebooks(build_py):
    "The library, and beside it in the package the notebooks and suites that `icp_batch` and `icp_report` run."
    def run(self):
        super().run()
        if self.editable_mode: return
        for folder in ("experiments", "reports", "suites"):
            shutil.copytree(HERE / "nbs" / folder, Path(self.build_lib) / "icp_nb" / "nbs" / folder, dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns(".*"))


setup(
    name=cfg["lib_name"],
    version=cfg["version"],
    description=cfg["description"],
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    author=cfg["author"],
    license="Apache-2.0",
    python_requires=f">={cfg['min_python']}",
    packages=find_packages(include=["icp_nb", "icp_nb.*"]),
    package_data={"icp_nb": ["py.typed"]},
    install_requires=cfg["requirements"].split(),
    extras_require=EXTRAS,
    entry_points={"console_scripts": cfg["console_scripts"].split(), "nbdev": ["icp_nb=icp_nb._modidx:d"]},
    cmdclass={"build_py": WithNotebooks},
)
