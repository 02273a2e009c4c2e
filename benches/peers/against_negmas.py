#!/usr/bin/env python3
"""Frontier and bargaining solutions by NegMAS and by this project, on the same problems in the same run.

    python3 benches/peers/against_negmas.py [SECONDS]

Sets up an environment of its own (benches/peers/.venv, by pip) on the first run, builds the bench, and prints
one line per problem: how long each takes, the ratio, and whether both found the same. SECONDS (default 120) is
what NegMAS may take for one problem: larger ones are left out once one took longer. Times are of the processor,
all threads together.

Worths are whole numbers in both, so that sums and ties are exact. NegMAS gets everything it asks for in
memory; what is timed is its frontier (enumeration included) and its Nash, Kalai, Kalai-Smorodinsky and welfare
points on it. Of ours, the time is that of the frontier and of four solutions, each started from nothing, with proofs.
"""

import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERSION = "0.16.0"
# Terms, options, parties: 4,096 to two million packages.
PROBLEMS = [
    (6, 4, 2), (8, 5, 2), (7, 8, 2),
    (6, 4, 3), (6, 6, 3), (7, 6, 3),
    (6, 4, 4), (6, 5, 4), (6, 6, 4),
    (6, 4, 5), (6, 5, 5), (5, 12, 5),
]


def environment() -> Path:
    """The interpreter of an environment that has NegMAS."""
    folder = HERE / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print(f"setting up {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True)
    have = subprocess.run([python, "-c", "import negmas; print(negmas.__version__)"], capture_output=True, text=True)
    if have.stdout.strip() != VERSION:
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"negmas=={VERSION}"], check=True)
    return python


def bench() -> Path:
    """The program of the bench, built."""
    manifest = HERE.parent / "Cargo.toml"
    build = ["cargo", "build", "--quiet", "--release", "--manifest-path", str(manifest), "--message-format", "json"]
    lines = subprocess.run(build, check=True, capture_output=True, text=True).stdout.splitlines()
    programs = [json.loads(line).get("executable") for line in lines]
    return Path(next(program for program in reversed(programs) if program))


def solve(scenario: dict) -> dict:
    """What NegMAS finds, and how long it takes."""
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.ops import kalai_points, ks_points, max_welfare_points, nash_points, pareto_frontier

    terms, no_deal = scenario["terms"], scenario["no_deal"]
    issues = [make_issue([f"o{o}" for o in range(len(term))], f"t{t}") for t, term in enumerate(terms)]
    space = make_os(issues)
    ufuns = [
        LinearAdditiveUtilityFunction(
            values=[{f"o{o}": float(worths[p]) for o, worths in enumerate(term)} for term in terms],
            issues=issues,
            reserved_value=float(reserved),
        )
        for p, reserved in enumerate(no_deal)
    ]
    start = time.process_time()
    frontier, _ = pareto_frontier(ufuns, issues=issues)
    found = {"frontier_s": time.process_time() - start, "front": len(set(frontier))}
    for name, points in [("nash", nash_points), ("kalai", kalai_points), ("ks", ks_points), ("welfare", max_welfare_points)]:
        chosen = points(ufuns, frontier, outcome_space=space)
        found[name] = sorted([int(u) for u in point] for point, _ in chosen)
    found["all_s"] = time.process_time() - start
    return found


def main() -> None:
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else 120.0
    program = bench()
    print("| terms x options | packages | parties | frontier | NegMAS s | ours ms | ratio | same |")
    print("|---|---:|---:|---:|---:|---:|---:|---|")
    slow = {}
    for terms, options, parties in PROBLEMS:
        packages = options**terms
        if packages > slow.get(parties, packages):
            continue
        numbers = [str(number) for number in (terms, options, parties, 0)]
        run = lambda what: subprocess.run([program, "peer", what, *numbers], check=True, capture_output=True, text=True)
        ours = json.loads(run("figures").stdout)
        theirs = solve(json.loads(run("scenario").stdout))
        same = [
            name
            for name, is_same in [
                ("frontier", ours["front"] == theirs["front"]),
                ("Nash", ours["negmas_nash"] == theirs["nash"] and ours["nash"] in theirs["nash"]),
                ("Kalai", ours["negmas_kalai"] == theirs["kalai"]),
                ("KS", ours["negmas_ks"] == theirs["ks"]),
                ("welfare", ours["utilitarian"] in theirs["welfare"]),
            ]
            if not is_same
        ]
        verdict = "all" if not same else "not " + ", ".join(same)
        ratio = theirs["all_s"] * 1e3 / ours["sum_ms"]
        print(
            f"| {terms} x {options} | {packages:,} | {parties} | {ours['front']:,} | {theirs['all_s']:.2f}"
            f" | {ours['sum_ms']:.2f} | {ratio:,.0f} | {verdict} |",
            flush=True,
        )
        if theirs["all_s"] > limit:
            slow[parties] = packages


if __name__ == "__main__":
    if os.environ.get("DETENTE_PEERS") != "inside":
        inside = {**os.environ, "DETENTE_PEERS": "inside"}
        sys.exit(subprocess.run([environment(), __file__, *sys.argv[1:]], env=inside).returncode)
    main()
