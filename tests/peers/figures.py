#!/usr/bin/env python3
"""What esda, libpysal, pygeoda, mapclassify, scikit-learn and scipy say of published data sets.

    pip install esda libpysal pygeoda mapclassify scikit-learn geopandas
    python3 tests/peers/figures.py ../shared/data/reference tests/suite/golden/peers.json

Writes figures only, each from the peer named beside it; `tests/suite/peers.rs` compares ours with
them. A list of n numbers is kept as its sum, the sum weighted by position (rows in another order
would change it) and some of the numbers themselves. The data sets stay where they are.
"""
import itertools, json, os, sys, warnings
import numpy as np

warnings.filterwarnings("ignore")
import esda, geopandas as gpd, libpysal, mapclassify, pygeoda, scipy, sklearn  # noqa: E402
from esda import smoothing as sm  # noqa: E402
from libpysal.weights import KNN, DistanceBand, Kernel, Queen, Rook, W  # noqa: E402
from scipy.stats import false_discovery_control, spearmanr  # noqa: E402
from sklearn.decomposition import PCA  # noqa: E402

# key: (file, y, other, (events, base), earlier y)
SETS = {
    "columbus": ("libpysal_columbus/columbus.shp", "CRIME", "INC", None, None),
    "sids2": ("libpysal_sids2/sids2.shp", "SIDR79", "NWR79", ("SID79", "BIR79"), "SIDR74"),
    "stl": ("libpysal_stl/stl_hom.shp", "HR8893", "PE87", ("HC8893", "PO8893"), "HR7984"),
    "mexico": ("libpysal_mexico/mexicojoin.shp", "PCGDP2000", "PCGDP1940", None, "PCGDP1940"),
    "guerry": ("pygeoda_Guerry/Guerry.shp", "Donatns", "Litercy", None, None),
    "natregimes": ("pygeoda_natregimes/natregimes.shp", "HR90", "UE90", ("HC90", "PO90"), "HR60"),
    "chicago": ("pygeoda_chicago_comm/chicago_comm.shp", "POP2010", "POP2000", None, "POP2000"),
    "nc": ("sf_nc/nc.shp", "BIR79", "NWBIR79", ("SID79", "BIR79"), "BIR74"),
}
PICKS = 12


def picks(n):
    return [int(i) for i in np.unique(np.linspace(0, n - 1, PICKS).round().astype(int))]


def told(values):
    v = np.asarray(values, float)
    n = len(v)
    return {"sum": float(v.sum()), "weighted": float((v * np.arange(1, n + 1)).sum() / n),
            "at": [float(v[i]) for i in picks(n)]}


def chance(values, permutations):
    v = np.asarray(values, float)
    at = picks(len(v))
    return {"permutations": permutations, "at": [float(v[i]) for i in at]}


def kernel_rows(points, function, k):
    """libpysal's adaptive kernel without the diagonal, and the diagonal."""
    kw = Kernel(points, fixed=False, k=k, function=function)
    neighbours, weights = {}, {}
    for i in range(len(points)):
        pairs = [(j, w) for j, w in zip(kw.neighbors[i], kw.weights[i]) if j != i and w > 0]
        neighbours[i] = [j for j, _ in pairs]
        weights[i] = [w for _, w in pairs]
    own = {i: kw.weights[i][kw.neighbors[i].index(i)] for i in range(len(points))}
    return W(neighbours, weights, silence_warnings=True), own


def gi_star_of(y, w, own):
    """The general form of Ord & Getis (1995), in numpy."""
    n = len(y)
    m = np.zeros((n, n))
    for i in range(n):
        for j, weight in zip(w.neighbors[i], w.weights[i]):
            m[i, j] = weight
        m[i, i] = own[i]
    mean, s = y.mean(), y.std()
    sums, squares = m.sum(1), (m ** 2).sum(1)
    return (m @ y - sums * mean) / (s * np.sqrt((n * squares - sums ** 2) / (n - 1)))


def sse(values, bounds):
    """Within-class sum of squares, the better of upper- and lower-inclusive bounds."""
    found = []
    for side in ("left", "right"):
        at = np.searchsorted(np.asarray(bounds), values, side=side)
        found.append(sum(float(((g := values[at == c]) - g.mean()).__pow__(2).sum()) for c in np.unique(at)))
    return min(found)


def classes(y):
    out = {
        "quantile": mapclassify.Quantiles(y, 5).bins, "equal": mapclassify.EqualInterval(y, 5).bins,
        "std-dev": mapclassify.StdMean(y).bins, "box": mapclassify.BoxPlot(y).bins,
        "percentile": mapclassify.Percentiles(y).bins, "head-tail": mapclassify.HeadTailBreaks(y).bins,
        "max-breaks": mapclassify.MaximumBreaks(y, 5).bins, "pretty": mapclassify.PrettyBreaks(y, 5).bins,
    }
    out = {k: [float(b) for b in np.unique(v)] for k, v in out.items()}
    peers = {
        "mapclassify FisherJenks": mapclassify.FisherJenks(y, 5).bins[:-1],
        "mapclassify JenksCaspall": mapclassify.JenksCaspall(y, 5).bins[:-1],
        "mapclassify NaturalBreaks": mapclassify.NaturalBreaks(y, 5).bins[:-1],
        "pygeoda natural_breaks": pygeoda.natural_breaks(5, [float(v) for v in y]),
    }
    return {"breaks": out, "natural_sse": {k: sse(y, np.sort(b)) for k, b in peers.items()}}


def one(root, key):
    file, name, other, counts, earlier = SETS[key]
    path = os.path.join(root, file)
    frame = gpd.read_file(path)
    n = len(frame)
    y, x = frame[name].to_numpy(float), frame[other].to_numpy(float)
    w = Queen.from_dataframe(frame, use_index=False, silence_warnings=True)
    rook = Rook.from_dataframe(frame, use_index=False, silence_warnings=True)
    shown = [[int(j) for j in sorted(w.neighbors[i])] for i in picks(n)]
    out = {"file": file, "y": name, "other": other, "n": n, "picks": picks(n),
           "queen": {"links": int(sum(w.cardinalities.values())), "of": shown},
           "rook": {"links": int(sum(rook.cardinalities.values()))}}
    many = 9_999 if n > 1000 else 199_999
    w.transform = "r"
    m = esda.Moran(y, w, permutations=0)
    out["moran"] = {k: float(getattr(m, k)) for k in ("I", "EI", "VI_norm", "VI_rand", "z_norm", "z_rand", "p_norm", "p_rand")}
    c = esda.Geary(y, w, permutations=0)
    out["geary"] = {k: float(getattr(c, k)) for k in ("C", "VC_norm", "VC_rand", "z_norm", "z_rand", "p_rand")}
    lisa = esda.Moran_Local(y, w, permutations=many, seed=1, keep_simulations=False)
    out["local_moran"] = {"i": told(lisa.Is), "q": [int(q) for q in lisa.q][:200],
                          "expected": told(lisa.EIc), "variance": told(lisa.VIc), "p": chance(lisa.p_sim, many)}
    both = esda.Moran_Local_BV(y, x, w, permutations=9, seed=1)
    out["bivariate"] = {"I": float(esda.Moran_BV(y, x, w, permutations=0).I), "i": told(both.Is)}
    out["spearman"] = float(spearmanr(y, x).statistic)
    w.transform = "o"
    g = {}
    for star in (False, True):
        b = esda.G_Local(y, w, transform="B", permutations=many if star else 9, star=star, seed=1, keep_simulations=False)
        r = esda.G_Local(y, w, transform="R", permutations=9, star=star, seed=1)
        g["gi_star" if star else "gi"] = {"z": told(b.Zs), "g": told(r.Gs), **({"p": chance(b.p_sim, many)} if star else {})}
    out["getis_ord"] = g
    w.transform = "r"
    lg = esda.Geary_Local(connectivity=w, permutations=9_999, seed=1).fit(y)
    mv = esda.Geary_Local_MV(connectivity=w, permutations=9).fit([y, x])
    out["local_geary"] = {"c": told(lg.localG), "p": chance(lg.p_sim, 9_999), "two": told(mv.localG)}
    # The worst fifth, as ours cuts it: at least as high as the village at that rank.
    kind = (y >= np.sort(y)[::-1][max(1, int(np.floor(n * 0.2 + 0.5))) - 1]).astype(int)
    binary = W(w.neighbors, id_order=list(range(n)), silence_warnings=True)
    jc = esda.Join_Counts_Local(connectivity=binary, permutations=9).fit(kind)
    out["join_count"] = {"members": int(kind.sum()), "joins": told(jc.LJC)}
    gd = pygeoda.open(path)
    gw = pygeoda.queen_weights(gd)
    ours = [float(v) for v in y]
    few = 9
    out["pygeoda"] = {
        "links": int(sum(len(gw.get_neighbors(i)) for i in range(n))),
        "local_moran": told(pygeoda.local_moran(gw, ours, permutations=few).lisa_values()),
        "gi": told(pygeoda.local_g(gw, ours, permutations=few).lisa_values()),
        "gi_star": told(pygeoda.local_gstar(gw, ours, permutations=few).lisa_values()),
        # Its z is by the sample's deviation: (n-1)/n of ours.
        "local_geary": told(pygeoda.local_geary(gw, ours, permutations=few).lisa_values()),
        "multi_geary": told(pygeoda.local_multigeary(gw, [ours, [float(v) for v in x]], permutations=few).lisa_values()),
        "join_count": told(pygeoda.local_joincount(gw, [int(v) for v in kind], permutations=few).lisa_values()),
    }
    if counts:
        e, b = frame[counts[0]].to_numpy(float), frame[counts[1]].to_numpy(float)
        out["counts"] = list(counts)
        # esda divides nothing by nothing where nobody around has a case; the rate there is 0.
        seb = np.ravel(sm.Spatial_Empirical_Bayes(e, b, binary).r)
        out["rates"] = {"esda_unknown": int(np.isnan(seb).sum()), "moran": float(esda.Moran_Rate(e, b, w, permutations=0).I),
                        "standardised": told(sm.assuncao_rate(e, b)), "excess": told(np.ravel(sm.Excess_Risk(e, b).r)),
                        "eb": told(np.ravel(sm.Empirical_Bayes(e, b).r)),
                        "seb": told(np.nan_to_num(seb))}
    if earlier:
        change = y - frame[earlier].to_numpy(float)
        d = esda.Moran_Local(change, w, permutations=9, seed=1)
        out["differential"] = {"earlier": earlier, "I": float(esda.Moran(change, w, permutations=0).I), "i": told(d.Is)}
    out["classes"] = classes(y)
    if n < 1000:
        points = np.array([(p.x, p.y) for p in frame.geometry.centroid])
        out["kernel"] = {}
        for function in ("triangular", "uniform", "quadratic", "quartic", "gaussian"):
            kw, own = kernel_rows(points, function, 6)
            star = gi_star_of(y, kw, own)
            sums = [sum(kw.weights[i]) for i in range(n)]
            kw.transform = "r"
            km, kc = esda.Moran(y, kw, permutations=0), esda.Geary(y, kw, permutations=0)
            out["kernel"][function] = {
                "links": int(sum(len(v) for v in kw.neighbors.values())), "sums": told(sums), "I": float(km.I),
                "VI_rand": float(km.VI_rand), "C": float(kc.C), "VC_rand": float(kc.VC_rand),
                "i": told(esda.Moran_Local(y, kw, permutations=9, seed=1).Is), "gi_star_z": told(star)}
            if function == "gaussian":
                kp = esda.Moran_Local(y, kw, permutations=many, seed=1, keep_simulations=False)
                out["kernel"][function]["p"] = chance(kp.p_sim, many)
        out["knn"] = {"links": int(sum(len(v) for v in KNN(points, 5).neighbors.values())),
                      "I": float(esda.Moran(y, KNN(points, 5), permutations=0).I)}
        band = libpysal.weights.min_threshold_distance(points)
        db = DistanceBand(points, band * (1 + 1e-9), binary=True, silence_warnings=True)
        out["band"] = {"least": float(band), "links": int(sum(len(v) for v in db.neighbors.values())),
                       "I": float(esda.Moran(y, db, permutations=0).I)}
    return out


def ties(root, key, name, unit):
    """The one-sided p of a village with one or two neighbours: of all possible draws, and esda's."""
    frame = gpd.read_file(os.path.join(root, SETS[key][0]))
    y = frame[name].to_numpy(float)
    w = Queen.from_dataframe(frame, use_index=False, silence_warnings=True)
    row = w.neighbors[unit]
    others = [float(v) for i, v in enumerate(y) if i != unit]
    sums = np.array([sum(draw) for draw in itertools.combinations(others, len(row))])
    seen = sum(float(y[j]) for j in row)
    g = esda.G_Local(y, w, transform="B", permutations=99_999, seed=1, keep_simulations=False)
    w.transform = "r"
    lisa = esda.Moran_Local(y, w, permutations=99_999, seed=1, keep_simulations=False)
    return {"set": key, "y": name, "unit": unit, "neighbours": len(row), "draws": len(sums),
            "at_least": float((sums >= seen - 1e-9).mean()), "at_most": float((sums <= seen + 1e-9).mean()),
            "esda_moran_p": float(lisa.p_sim[unit]), "esda_gi_p": float(g.p_sim[unit])}


def differences(root):
    """Where ours is not theirs, on purpose."""
    frame = gpd.read_file(os.path.join(root, SETS["columbus"][0]))
    y = frame["CRIME"].to_numpy(float)
    w = Queen.from_dataframe(frame, use_index=False, silence_warnings=True)
    out = {}
    # Village 0 is cut off from its neighbours.
    cut = {i: [j for j in js if 0 not in (i, j)] for i, js in w.neighbors.items()}
    island = W(cut, silence_warnings=True)
    island.transform = "r"
    lisa = esda.Moran_Local(y, island, permutations=999, seed=1)
    g = esda.G_Local(y, W(cut, silence_warnings=True), transform="R", permutations=999, seed=1)
    out["island"] = {"unit": 0, "esda_moran_p": float(lisa.p_sim[0]), "esda_moran_q": int(lisa.q[0]),
                     "esda_gi_p": float(g.p_sim[0]), "esda_I": float(esda.Moran(y, island, permutations=0).I)}
    # One value is missing.
    w.transform = "r"
    gap = y.copy()
    gap[5] = np.nan
    lisa = esda.Moran_Local(gap, w, permutations=999, seed=1)
    out["missing"] = {"unit": 5, "esda_unknown": int(np.isnan(lisa.Is).sum()),
                      "esda_p_at_most_a_thousandth": int((lisa.p_sim <= 0.001).sum()), "n": len(y)}
    # Draws that equal what was observed: esda counts them on one side only, and loses some to rounding.
    out["ties"] = [ties(root, "mexico", "PCGDP2000", 1), ties(root, "sids2", "SIDR79", 44)]
    # Row-standardised Gi*: esda's z is that of binary weights.
    w.transform = "o"
    r = esda.G_Local(y, w, transform="R", permutations=9, star=True, seed=1)
    b = esda.G_Local(y, w, transform="B", permutations=9, star=True, seed=1)
    out["gi_star_z"] = {"esda_rows": told(r.Zs), "esda_binary": told(b.Zs), "largest": float(np.abs(r.Zs - b.Zs).max())}
    # Benjamini & Hochberg over the p of many counties.
    path = os.path.join(root, SETS["natregimes"][0])
    gd = pygeoda.open(path)
    hr = [float(v) for v in gpd.read_file(path)["HR90"]]
    found = pygeoda.local_moran(pygeoda.queen_weights(gd), hr, permutations=999)
    ranks = [int(round(p * 1000)) for p in found.lisa_pvalues()]
    p = np.array(ranks) / 1000
    count = {str(r): ranks.count(r) for r in sorted(set(ranks))}
    cut_geoda = float(found.lisa_fdr(0.05))
    out["fdr"] = {"permutations": 999, "ranks": count, "scipy_rejects": int((false_discovery_control(p) <= 0.05 * (1 + 1e-12)).sum()),
                  "pygeoda_cut": cut_geoda, "pygeoda_rejects": int((p <= cut_geoda).sum()),
                  "esda_cut": float(esda.fdr(p, 0.05)), "esda_rejects": int((p <= float(esda.fdr(p, 0.05))).sum())}
    return out


def components(root):
    frame = gpd.read_file(os.path.join(root, SETS["guerry"][0]))
    names = ["Crm_prs", "Crm_prp", "Litercy", "Donatns", "Infants", "Suicids"]
    z = frame[names].to_numpy(float)
    z = (z - z.mean(0)) / z.std(0)
    pca = PCA().fit(z)
    matrix = [[1, 3, 5, 2], [1 / 3, 1, 2, 1 / 2], [1 / 5, 1 / 2, 1, 1 / 3], [1 / 2, 2, 3, 1]]
    values, vectors = np.linalg.eig(np.array(matrix))
    top = int(np.argmax(values.real))
    weights = np.abs(vectors[:, top].real)
    return {"pca": {"columns": names, "explained": float(pca.explained_variance_ratio_[0]),
                    "loadings": [float(abs(v)) for v in pca.components_[0]]},
            "ahp": {"matrix": matrix, "weights": [float(v) for v in weights / weights.sum()],
                    "ratio": float((values[top].real - 4) / 3 / 0.90)}}


def main():
    root, out = sys.argv[1], sys.argv[2]
    versions = {m.__name__: m.__version__ for m in (esda, libpysal, pygeoda, mapclassify, sklearn, scipy, np)}
    found = {"about": "Figures of other programs over published data sets; made by tests/peers/figures.py",
             "versions": versions, "sets": {}}
    for key in SETS:
        print(key, file=sys.stderr, flush=True)
        found["sets"][key] = one(root, key)
    found["differences"] = differences(root)
    found["components"] = components(root)
    with open(out, "w") as f:
        # One line a data set: small, and a change shows where it is.
        f.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'), allow_nan=False)}" for k, v in found.items() if k != "sets"))
        f.write(',\n"sets": {\n' + ",\n".join(f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'), allow_nan=False)}" for k, v in found["sets"].items()) + "\n}\n}\n")


if __name__ == "__main__":
    main()
