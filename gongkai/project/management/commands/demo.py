"""`gongkai demo`: the sample city from nothing to its compiled, checked and published report."""

import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.foundation.search import updating
from gongkai.project import installation
from gongkai.project.demo import accounts, packages, publications, story
from gongkai.project.demo.cases.today import enter_today
from gongkai.project.demo.catalogues import enter_catalogues
from gongkai.project.demo.city import enter_city
from gongkai.project.demo.disclosure.entering import enter_disclosure
from gongkai.project.demo.disclosure.this_year import enter_this_year
from gongkai.project.demo.ground import entering
from gongkai.project.demo.guides import enter_guides
from gongkai.project.demo.lately import enter_lately
from gongkai.project.demo.leading import enter_leaders
from gongkai.project.demo.published.since import enter_since
from gongkai.project.demo.published.year import ONE_IN
from gongkai.project.demo.returns import compile_year, open_this_year
from gongkai.project.demo.sites import enter_sites


class Command(BaseCommand):
    help = "装入示例城市，汇编并检查其 2017 年度报告，在本机打开"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--serve", choices=["yes", "no"], default="yes", help="no：汇编完报告就结束")
        parser.add_argument(
            "--cases",
            choices=["monthly", "whole"],
            default="monthly",
            help="whole：每个单位的每件申请都逐步办理（几分钟）；monthly：多数单位按月补录",
        )
        parser.add_argument(
            "--one-in",
            type=int,
            choices=(1000, 100, 10, 1),
            default=ONE_IN,
            help="印发的信息每几条装入一条；1：全部装入（要很久）",
        )
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        run("setup", "--verbosity=0")
        if story.is_told():
            self.stdout.write("示例城市已经装入。")
        else:
            self.stdout.write("正在装入示例城市（临沂市 2017 年，65 个单位）……")
            with entering():
                city = enter_city()
                whole = options["cases"] == "whole"
                compile_year(city, self.progress, whole=whole, one_in=options["one_in"])
                enter_since(city, timezone.localtime())
                open_this_year(city, timezone.localtime())
                enter_today(city, timezone.localtime())
                packages.enter_package(city)
                enter_leaders(city)
                enter_catalogues(city, timezone.localtime())
                enter_guides(city, timezone.localtime())
                enter_lately(city, timezone.localtime())
                enter_sites(city)
                enter_disclosure(city, whole=options["cases"] == "whole")
                enter_this_year(city, timezone.localtime())
                publications.sign(timezone.localtime())
                accounts.enrol()
            updating.rebuild()
            installation.mark_as_demo()
        self.stdout.write(f"用时 {time.monotonic() - begun:.0f} 秒。\n")
        for line in story.summary(options["port"], serving=options["serve"] == "yes"):
            self.stdout.write(line)
        if options["serve"] == "yes":
            run("serve", f"--port={options['port']}")

    def progress(self, what: str, number: int, of: int) -> None:
        """One line that counts up on a terminal; one line a step elsewhere."""
        if self.stdout.isatty():
            self.stdout.write(f"\r  {what} {number}/{of}", ending="\n" if number == of else "")
            self.stdout.flush()
        elif number == of:
            self.stdout.write(f"  {what} {of}/{of}")


def run(*arguments: str) -> None:
    """Another command of the installation, in a process of its own; its failure is ours."""
    done = subprocess.run([sys.executable, "-m", "gongkai.project.installation", *arguments], check=False)
    if done.returncode:
        sys.exit(done.returncode)
