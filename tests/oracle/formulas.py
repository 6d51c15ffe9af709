"""An independent computation of the formulas of statistics, by scipy, statsmodels and pingouin.

    python formulas.py generate    write formula_data.json and formula_python.json
    python formulas.py --check     compare the committed files with a fresh computation

formulas.R computes the same figures from the same data once more. See README.md beside this file.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
import pandas
import pingouin
from scipy import optimize, stats
from statsmodels import api
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

FOLDER = Path(__file__).parents[1] / "fixtures" / "oracle"
TOLERANCE = 1e-9
# Iterated fits stop a little before or after one another.
FIT_TOLERANCE = 1e-6


def make():
    """The data: whole numbers only, from a fixed seed."""
    draw = np.random.default_rng(4)

    def sample(n, mean, sd, units=12):
        points = np.clip(draw.normal(mean, sd, n), 0, 100)
        values, people = np.unique(np.rint(points * units), return_counts=True)
        return {"units": units, "values": values, "people": people}

    samples = [
        sample(10, 50, 20),
        sample(14, 62, 9),
        sample(10, 91, 14),
        sample(30, 76, 20),
        sample(47, 70, 33),
        sample(160, 48, 18, 60),
        sample(2, 40, 30),
        # A million people nearly at the top: sums of squares would cancel in floating point.
        {"units": 27_720, "values": [2_771_999, 2_772_000], "people": [137, 999_863]},
        {"units": 27_720, "values": [0, 1_386_000, 2_772_000], "people": [9_000, 500_000, 491_000]},
    ]

    def items(n, loadings, grades=5):
        common = draw.normal(size=(n, 1))
        own = draw.normal(size=(n, len(loadings)))
        loadings = np.array(loadings)
        latent = common * loadings + own * np.sqrt(1 - loadings**2)
        return np.clip(np.floor(latent + grades / 2), 0, grades - 1) * (100 // (grades - 1))

    def pair(n, r, step):
        x = draw.normal(size=n)
        y = r * x + math.sqrt(1 - r * r) * draw.normal(size=n)
        return {name: np.clip(np.floor(v * 20 / step + 50 / step), 0, 100 // step)
                for name, v in (("x", x), ("y", y))}

    data = {
        "samples": samples,
        "groups": [[0, 1], [1, 0], [0, 2], [3, 4], [5, 3], [6, 5], [7, 8], [5, 8]],
        "p": [
            [0.01, 0.04, 0.03, 0.005],
            [None, 0.5, 0.02, None, 0.02, 0.9],
            [0.2, 0.001, 0.013, 0.4, 0.04, 0.012, 0.8, 0.0004, 0.07, 0.03, 0.11],
        ],
        "shares": [[56, 70, 48, 80], [9, 10, 3, 10], [5, 56, 0, 29], [0, 10, 0, 20],
                   [10, 10, 0, 20], [1, 30, 12, 31], [400_123, 1_000_000, 399_000, 1_000_000]],
        "items": [
            items(12, [0.7, 0.7, 0.7, 0.7]),
            items(30, [0.8, 0.6, 0.4]),
            items(100, [0.8, 0.6, 0.4]),
            items(120, [0.8, 0.75, 0.6, 0.5]),
            items(150, [0.3, 0.2, 0.4, 0.25, 0.3]),
            items(200, [0.9, 0.85, 0.8, 0.7], 11),
            items(60, [0.5, 0.6]),
            items(15, [0.8, 0.6, 0.4]),
            items(15, [0.8, 0.6, 0.4]),
            items(15, [0.8, 0.6, 0.4]),
        ],
        "pairs": [pair(30, 0.4, 5), pair(12, -0.7, 1), pair(200, 0.1, 5), pair(400, 0.85, 5),
                  pair(35, 0.5, 25)],
        "strata": [
            [[sample(12, 45, 15), sample(30, 50, 21)], [sample(40, 61, 20), sample(15, 63, 12)],
             [sample(25, 75, 18), sample(22, 72, 19)]],
            [[sample(10, 88, 12), sample(11, 84, 15)], [sample(18, 30, 9), sample(200, 41, 17)]],
        ],
        "detectable": [[20, 20, 20, 20], [20, 50, 20, 50], [12.5, 31, 22.25, 77]],
        "hours": [[sample(30, 18, 9, 1), sample(30, 41, 15, 1)],
                  [sample(10, 2, 3, 4), sample(10, 9, 6, 4)]],
        "t": [1, 2, 3, 9, 29, 99, 999, 99_999, 1_000_000],
        "f": [[11, 33], [29, 58], [99, 297], [149, 596], [9_999, 29_997], [999_999, 2_999_997]],
    }
    return json.loads(json.dumps(data, default=plain))


def plain(value):
    """Numbers of numpy as those of Python."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
        return [plain(part) for part in value]
    if isinstance(value, list):
        return [plain(part) for part in value]
    return int(value)


def scores(sample):
    """Every person's points."""
    return np.repeat(np.array(sample["values"]), sample["people"]) / sample["units"]


def ends(interval):
    """Both ends of an interval under their names."""
    return {"low": float(interval[0]), "high": float(interval[1])}


def mean_interval(x):
    """The interval of a mean, not clipped."""
    return stats.t.interval(0.95, len(x) - 1, x.mean(), stats.sem(x))


def moments(sample):
    """Mean, deviation and interval."""
    x = scores(sample)
    return {"mean": x.mean(), "sd": x.std(ddof=1)} | ends(np.clip(mean_interval(x), 0, 100))


def gamma_ratio(m):
    """ln Γ(m/2) − ln Γ((m − 1)/2) by steps of one from Γ(1/2) and Γ(1), for a whole m > 1."""
    start = 0.5 if m % 2 == 0 else 1.0
    first = -0.5 * math.log(math.pi) if start == 0.5 else 0.5 * math.log(math.pi) - math.log(2)
    steps = round((m - 1) / 2 - start)
    return first + math.fsum(np.log1p(0.5 / (start + np.arange(steps))))


def group_difference(first, second):
    """Welch's test, second − first, and Hedges' g with the exact correction."""
    x, y = scores(first), scores(second)
    found = stats.ttest_ind(y, x, equal_var=False)
    m = len(x) + len(y) - 2
    pooled = math.sqrt(((len(x) - 1) * x.var(ddof=1) + (len(y) - 1) * y.var(ddof=1)) / m)
    correction = math.exp(gamma_ratio(m) - 0.5 * math.log(m / 2))
    interval = ends(found.confidence_interval(0.95))
    return {"difference": y.mean() - x.mean(), "freedom": found.df, "p": found.pvalue,
            "g": (y.mean() - x.mean()) / pooled * correction} | interval


def holm(values):
    """Adjusted p values; none stays none."""
    tested = [p for p in values if p is not None]
    adjusted = iter(multipletests(tested, method="holm")[1].tolist())
    return [None if p is None else next(adjusted) for p in values]


def shares(first, n1, second, n2):
    """Wilson's intervals and Newcombe's of the difference, second − first."""
    both = confint_proportions_2indep(second, n2, first, n1, method="newcomb", compare="diff")
    return {"first": ends(proportion_confint(first, n1, method="wilson")),
            "second": ends(proportion_confint(second, n2, method="wilson")),
            "difference": second / n2 - first / n1} | ends(both)


def omega(x):
    """Omega of one factor by least squares on the covariances; none if it is not proper."""
    covariances = np.cov(x, rowvar=False)
    pairs = np.triu_indices(len(covariances), 1)

    def left(loadings):
        return (covariances - np.outer(loadings, loadings))[pairs]

    start = np.sqrt(np.diag(covariances) / 2)
    fit = optimize.least_squares(left, start, xtol=1e-15, ftol=1e-15, gtol=1e-15)
    unique = np.diag(covariances) - fit.x**2
    if (unique <= 0).any():
        return None
    common = fit.x.sum() ** 2
    return common / (common + unique.sum())


def reliability(rows):
    """Alpha, its interval, omega and the correlations of each item with the rest."""
    x = np.array(rows, dtype=float)
    n, k = x.shape
    alpha = pingouin.cronbach_alpha(data=pandas.DataFrame(x))[0]
    quantile = stats.f.ppf([0.975, 0.025], n - 1, (n - 1) * (k - 1))
    rest = [np.corrcoef(x[:, i], np.delete(x, i, axis=1).sum(axis=1))[0, 1] for i in range(k)]
    return {"alpha": alpha, "omega": omega(x) if k > 2 else None, "rest": rest} | ends(
        1 - (1 - alpha) * quantile)


def correlation(x, y):
    """Pearson with Fisher's interval, and Spearman."""
    found = stats.pearsonr(x, y)
    return {"pearson": found.statistic, "spearman": stats.spearmanr(x, y).statistic} | ends(
        found.confidence_interval(0.95))


def standardised(strata):
    """Second wave − first at the first wave's mix: a contrast of cell means, variance HC2."""
    waves = [[scores(wave) for wave in stratum] for stratum in strata]
    cells = [cell for stratum in waves for cell in stratum]
    all_first = sum(len(first) for first, _ in waves)
    weights = np.repeat([len(first) / all_first for first, _ in waves], 2)
    contrast = weights * np.tile([-1.0, 1.0], len(waves))
    design = np.repeat(np.eye(len(cells)), [len(cell) for cell in cells], axis=0)
    fit = api.OLS(np.concatenate(cells), design).fit(cov_type="HC2")
    test = fit.t_test(contrast)
    parts = weights**2 * np.array([cell.var(ddof=1) / len(cell) for cell in cells])
    freedom = parts.sum() ** 2 / (parts**2 / np.array([len(cell) - 1 for cell in cells])).sum()
    difference, error = test.effect.item(), test.sd.item()
    return {"difference": difference, "freedom": freedom,
            "p": 2 * stats.t.sf(abs(difference / error), freedom)} | ends(
        stats.t.interval(0.95, freedom, difference, error))


def detectable(sd1, n1, sd2, n2):
    """What two groups can show."""
    error = math.hypot(sd1 / math.sqrt(n1), sd2 / math.sqrt(n2))
    z = stats.norm.ppf([0.975, 0.8])
    return {"interval": z[0] * error, "power": z.sum() * error}


def compute(data):
    """Every figure."""
    hours = [[mean_interval(scores(bound)) for bound in pair] for pair in data["hours"]]
    found = {
        "samples": [moments(sample) for sample in data["samples"]],
        "groups": [group_difference(data["samples"][i], data["samples"][j])
                   for i, j in data["groups"]],
        "p": [holm(values) for values in data["p"]],
        "shares": [shares(*counts) for counts in data["shares"]],
        "items": [reliability(rows) for rows in data["items"]],
        "pairs": [correlation(pair["x"], pair["y"]) for pair in data["pairs"]],
        "strata": [standardised(strata) for strata in data["strata"]],
        "detectable": [detectable(*groups) for groups in data["detectable"]],
        "hours": [ends((max(lower[0], 0.0), upper[1])) for lower, upper in hours],
        "t": [stats.t.ppf(0.975, freedom) for freedom in data["t"]],
        "f": [ends(stats.f.ppf([0.025, 0.975], *freedom)) for freedom in data["f"]],
    }
    return json.loads(json.dumps(found, default=float))


def differences(found, expected, place=""):
    """Places where two contents differ."""
    if isinstance(found, float) and isinstance(expected, float):
        tolerance = FIT_TOLERANCE if place.endswith("omega") else TOLERANCE
        near = math.isclose(found, expected, rel_tol=tolerance, abs_tol=tolerance)
        return [] if near else [place]
    if isinstance(found, dict) and isinstance(expected, dict) and found.keys() == expected.keys():
        return [d for k in found for d in differences(found[k], expected[k], f"{place}.{k}")]
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        pairs = enumerate(zip(found, expected))
        return [d for k, (f, e) in pairs for d in differences(f, e, f"{place}[{k}]")]
    return [] if found == expected else [place]


def write(name, content, indent):
    """Writes a fixture."""
    text = json.dumps(content, indent=indent, separators=None if indent else (",", ":"))
    (FOLDER / name).write_text(text + "\n", encoding="utf-8", newline="\n")


def check(data):
    """Compares the committed fixtures with a fresh computation; returns the exit code."""
    def read(name):
        return json.loads((FOLDER / name).read_text(encoding="utf-8"))

    wrong = ["formula_data.json"] if read("formula_data.json") != data else []
    wrong += [f"formula_python.json{place}"
              for place in differences(read("formula_python.json"), compute(data))]
    for place in wrong:
        print(f"differs: {place}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["generate"]:
            write("formula_data.json", make(), None)
            write("formula_python.json", compute(make()), 1)
        case ["--check"]:
            sys.exit(check(make()))
        case _:
            sys.exit(__doc__)
