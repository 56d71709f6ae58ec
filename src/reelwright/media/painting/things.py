"""Finds things by the colour that they are painted in: whole, with their parts of other colours."""

import cv2
import numpy as np

from ..pictures.colour import byte_lab, likeness
from .certain import doubt, several
from .cuts import at_size, closed_over, disc, grab_cut, shrunk
from .mask_finding import clear_subject, subject
from .picking import apart

SMALLEST = 0.0008
"""Share of the picture under which a patch of colour is no thing."""

MOST, LARGE = 40, 0.25
"""Patches that are looked at, largest first; and the share of a picture that few things fill."""

DENSE, ANOTHER = 0.37, 0.1
"""Share of a thing that its paint covers at least; and of a thing that a part may be unasked."""

UNLIKE = 12.0
"""How far (Lab) the colours of a large part are from the thing's, from which it is another."""

ALIKE, FEW = 2.5, 4
"""Patches whose sizes lie within this factor of the middle one are things of one kind, from so many
on: the flowers on a bag."""

FAINT = 0.15
"""How much of a colour a thing has at least whose like has it wholly."""

SPECK = 0.005
"""Share of the picture under which a thing is small enough to be chance."""

RIVALS, OWN = 0.5, 0.5
"""Paint that other things have, in shares of a thing's own, from which it is one of several; unless
the paint is more than this share of the thing, which is all of that colour then."""

PIECE = 0.35
"""Share of a mask's largest piece from which another one is a thing by itself."""

SAME = 0.6
"""How much of both a thing and the picture's subject have in common, where they are one."""

MARGIN = 0.16
"""How far a thing may reach beyond the hull of its paint, in shares of its longer side."""


def coloured(
    picture: np.ndarray, colours: tuple[str, ...], where: np.ndarray, *, one: bool
) -> np.ndarray:
    """What has one of the colours inside `where`; one: the largest such thing only."""
    small = shrunk(picture)
    kept, labels = _patches(small, colours, where)
    if not kept:
        return np.zeros(picture.shape[:2], np.uint8)
    chosen = [label for _, label in kept if not one or label == kept[0][1]]
    areas = {label: area for area, label in kept}
    chosen = [n for n in chosen if one or areas[n] > 0.04 * kept[0][0]]
    mask = np.asarray(np.isin(labels, chosen), np.uint8)
    return at_size(_refined(small, mask), picture)


def things(
    picture: np.ndarray, colours: tuple[str, ...], where: np.ndarray, *, one: bool
) -> tuple[np.ndarray, str]:
    """Whole things that are painted in one of the colours, with their parts of other colours.

    A band around a hat, the windows of a car and stripes between stripes belong to the thing, as
    its edges do; what lies around it does not. one: the largest such thing only. Empty where the
    colour is that of the surroundings (it reaches three edges of the picture) and of no thing. With
    the mask comes why it is likely none of a whole thing, in words; "" where it is one.
    """
    small = shrunk(picture)
    kept, labels = _patches(small, colours, where)
    kept = [k for k in kept if not _surrounds(labels == k[1])]
    if not kept or kept[0][0] > LARGE * labels.size:
        # A strong green before a dull one: the thing is what is more coloured than the rest.
        strong, others = _patches(small, colours, where, strong=True)
        strong = [k for k in strong if not _surrounds(others == k[1])]
        if strong and (not kept or strong[0][0] > 0.02 * labels.size):
            kept, labels = strong, others
    kept = kept[:MOST]
    lab = byte_lab(small)
    clear = clear_subject(small) if kept else None
    found = np.zeros(labels.shape, np.uint8)
    waiting = [label for _, label in kept]
    largest = kept[0][0] if kept else 0
    if not one and (alike := _alike(kept)):
        each = _each(small, labels, alike, colours)
        if not doubt(small, each, tiny=True):
            return at_size(each, picture), ""
    while waiting:
        group = _grouped(lab, labels, waiting)
        waiting = [n for n in waiting if n not in group]
        paint = np.asarray(np.isin(labels, group), np.uint8)
        if paint.sum() > 0.04 * largest:
            whole = _of_subject(small, paint, clear)
            whole = _whole(small, paint) if whole is None else whole
            found |= whole * np.uint8(not _surrounds(whole > 0))
        if one:
            break
    paint = np.isin(labels, [label for _, label in kept]) if one else found > 0
    why = _doubted(small, found, clear, paint)
    why = why or ("it is in pieces that lie apart" if one and _in_pieces(found) else "")
    return at_size(found, picture), why or _elsewhere(small, found, colours)


def _doubted(
    small: np.ndarray, found: np.ndarray, clear: np.ndarray | None, paint: np.ndarray
) -> str:
    """Why what was found is likely no whole thing; "" where it is one.

    paint: where the colour is, of this thing and of others like it.
    """
    if not found.any():
        return ""
    if clear is not None and float((found & clear).sum()) > SAME * float((found | clear).sum()):
        return ""
    own, rest = float((paint & (found > 0)).sum()), float((paint & (found == 0)).sum())
    if rest > RIVALS * own and own < OWN * float(found.sum()):
        return "several things have that colour"
    return doubt(small, found, beside=clear is not None and several(small, clear))


def _in_pieces(found: np.ndarray) -> bool:
    """Whether a mask of one thing is of two that lie apart: a shoe, and a stone beside it."""
    joined = cv2.morphologyEx(found, cv2.MORPH_CLOSE, disc(4))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    areas = sorted((int(a) for a in stats[1:, cv2.CC_STAT_AREA]), reverse=True)
    return len(areas) > 1 and areas[1] > PIECE * areas[0]


def _elsewhere(small: np.ndarray, found: np.ndarray, colours: tuple[str, ...]) -> str:
    """Whether a speck was found, and much more of the picture is nearly of the colour; in words."""
    if not 0 < float(found.mean()) < SPECK:
        return ""
    seen = np.max([likeness(small, c) for c in colours], axis=0) > FAINT
    more = float((seen & (found == 0)).sum()) > 4 * float(found.sum())
    return "much else is nearly of that colour" if more else ""


def standing_out(picture: np.ndarray, where: np.ndarray) -> tuple[np.ndarray, str]:
    """What stands out at a place ("the sign on the left"), and why it is likely no whole thing.

    Of several things that the picture shows alike, the one that is there.
    """
    small = shrunk(picture)
    height, width = small.shape[:2]
    place = np.asarray(cv2.resize(where, (width, height), interpolation=cv2.INTER_NEAREST) > 0)
    if (clear := clear_subject(small)) is not None:
        count, labels, stats, centres = cv2.connectedComponentsWithStats(
            cv2.morphologyEx(clear, cv2.MORPH_OPEN, disc(6))
        )
        least = 0.15 * max(stats[1:, cv2.CC_STAT_AREA], default=0)
        there = [n for n in range(1, count) if stats[n, cv2.CC_STAT_AREA] >= least]
        inside = _at(there, centres, place)
        if len(inside) == 1:
            core = np.asarray(labels == inside[0], np.uint8)
            piece = np.asarray(cv2.dilate(core, disc(7)) & clear, np.uint8)
            if len(there) < 2 and float(place[piece > 0].mean()) < 0.8:
                return at_size(piece, picture), "what stands out there goes on beyond that place"
            return at_size(piece, picture), doubt(small, piece)
    rows, columns = np.flatnonzero(where.any(1)), np.flatnonzero(where.any(0))
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    found = np.zeros_like(where)
    found[part] = subject(np.ascontiguousarray(picture[part]))
    found &= where
    seen = np.asarray(cv2.resize(found, (width, height), interpolation=cv2.INTER_AREA) > 127)
    # It may be a part of what the whole picture shows, which is not all there.
    of_whole = clear is not None and (clear[place] & seen[place]).sum() > 0.2 * seen.sum()
    if clear is not None and of_whole and float(place[clear > 0].mean()) < 0.8:
        return found, "what stands out there goes on beyond that place"
    return found, doubt(small, np.asarray(seen, np.uint8)) if seen.any() else ""


def clear_pieces(picture: np.ndarray) -> list[np.ndarray]:
    """What stands out clearly from the whole picture, in pieces that do not touch."""
    small = shrunk(picture)
    clear = clear_subject(small)
    if clear is None:
        return []
    cores = apart(cv2.morphologyEx(clear, cv2.MORPH_OPEN, disc(6)))
    return [
        at_size(np.asarray((cv2.dilate(core, disc(7)) > 0) & (clear > 0), np.uint8), picture)
        for core in cores
    ]


def _at(pieces: list[int], centres: np.ndarray, place: np.ndarray) -> list[int]:
    """The pieces of a subject that are at a place: of several the one that lies nearest to it."""
    y, x = (np.flatnonzero(place.any(k)) for k in (1, 0))
    # What a place touches is where it pulls to: the left edge for "left", the middle for "middle".
    height, width = place.shape
    pulls: list[tuple[int, float]] = []
    for axis, (first, last, most) in enumerate(((x[0], x[-1], width), (y[0], y[-1], height))):
        if first > 0 or last < most - 1:
            to = 0.0 if first == 0 else float(most) if last == most - 1 else (first + last) / 2
            pulls.append((axis, to))
    if len(pieces) < 2:
        return [n for n in pieces if place[int(centres[n, 1]), int(centres[n, 0])]]
    return [min(pieces, key=lambda n: sum(abs(float(centres[n, a]) - to) for a, to in pulls))]


def _alike(kept: list[tuple[int, int]]) -> list[int]:
    """Patches of one size, where there are a few: each is a thing by itself. () for none."""
    middle = float(np.median([area for area, _ in kept])) if kept else 0.0
    same = [n for area, n in kept if middle / ALIKE <= area <= middle * ALIKE]
    larger = [n for area, n in kept if area > middle * ALIKE]
    return [*larger, *same] if len(same) >= FEW and len(larger) <= len(same) / 3 else []


def _each(
    small: np.ndarray, labels: np.ndarray, patches: list[int], colours: tuple[str, ...]
) -> np.ndarray:
    """Every patch as a thing by itself, without holes, along its own edges.

    With those of the same size that are less of the colour, as things of one kind are in shade.
    """
    mask = closed_over(np.asarray(np.isin(labels, patches), np.uint8))
    middle = float(np.median([(labels == n).sum() for n in patches]))
    seen = np.max([likeness(small, c) for c in colours], axis=0)
    faint = cv2.morphologyEx(np.asarray(seen > FAINT, np.uint8), cv2.MORPH_OPEN, disc(1))
    faint = closed_over(cv2.morphologyEx(faint, cv2.MORPH_CLOSE, disc(3)))
    count, others, stats, _ = cv2.connectedComponentsWithStats(faint)
    areas = stats[:, cv2.CC_STAT_AREA]
    same = [n for n in range(1, count) if middle / ALIKE <= areas[n] <= middle * ALIKE]
    return _refined(small, mask | np.asarray(np.isin(others, same), np.uint8))


def _patches(
    small: np.ndarray, colours: tuple[str, ...], where: np.ndarray, *, strong: bool = False
) -> tuple[list[tuple[int, int]], np.ndarray]:
    """(area, label) of patches of the colours that lie in `where`, largest first; and the labels.

    strong: only where the colour is stronger than it mostly is.
    """
    inside = cv2.resize(where, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_NEAREST)
    seen = np.max([likeness(small, c) for c in colours], axis=0)
    mask = np.asarray((seen > 0.5), np.uint8)
    if strong and mask.any():
        lab = cv2.GaussianBlur(byte_lab(small), (0, 0), 1.2)
        chroma = np.hypot(lab[..., 1] - 128, lab[..., 2] - 128).clip(0, 255).astype(np.uint8)
        level, _ = cv2.threshold(chroma[mask > 0][None], 0, 255, cv2.THRESH_OTSU)
        mask &= chroma > level
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, disc(1))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, disc(3))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(mask)
    kept: list[tuple[int, int]] = []
    for label in range(1, count):
        x, y = (int(v) for v in centres[label])
        if stats[label, cv2.CC_STAT_AREA] >= SMALLEST * mask.size and inside[y, x]:
            kept.append((int(stats[label, cv2.CC_STAT_AREA]), label))
    return sorted(kept, reverse=True), labels


def _surrounds(patch: np.ndarray) -> bool:
    """Whether a patch is what things stand before, by how much of the picture's edges it has."""
    edges = [float(e.mean()) for e in (patch[0], patch[-1], patch[:, 0], patch[:, -1])]
    touched, area = sum(e > 0.02 for e in edges), float(patch.mean())
    return touched >= 3 or max(edges) > 0.8 or area > (0.3 if touched > 1 else 0.6)


def _grouped(lab: np.ndarray, labels: np.ndarray, waiting: list[int]) -> list[int]:
    """The first of the patches with those that are parts of one thing with it.

    Two are, where they lie close and what is between them is not what lies around them.
    """
    group = [waiting[0]]
    rest = waiting[1:]
    grew = True
    while grew and rest:
        grew = False
        mask = np.asarray(np.isin(labels, group), np.uint8)
        size = max(cv2.boundingRect(mask)[2:])
        away = cv2.distanceTransform(1 - mask, cv2.DIST_L2, 5)
        for label in list(rest):
            other = np.asarray(labels == label, np.uint8)
            gap = float(away[other > 0].min())
            if gap > 0.5 * size:
                continue
            near = cv2.distanceTransform(1 - other, cv2.DIST_L2, 5)
            between = (away + near <= 1.25 * gap + 3) & (mask == 0) & (other == 0)
            outside = _around(mask | other)
            if not between.any() or not outside.any():
                continue
            if float(np.median(_unlike(lab[between], lab[outside]))) > 12:
                group.append(label)
                rest.remove(label)
                grew = True
                break
    return group


def _around(mask: np.ndarray) -> np.ndarray:
    """A ring around a mask's hull, some way off, as a mask of booleans."""
    size = max(cv2.boundingRect(mask)[2:])
    off = cv2.distanceTransform(1 - _hull(mask), cv2.DIST_L2, 5)
    return (off > max(3, MARGIN * size)) & (off <= max(8, 0.42 * size))


def _unlike(colours: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How far each of some colours (Lab, [n, 3]) is from the usual ones among others."""
    step = max(1, len(others) // 4000)
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0)
    points = np.ascontiguousarray(others[::step], np.float32)
    _, _, usual = cv2.kmeans(
        points, min(6, len(points)), np.empty(0), stop, 1, cv2.KMEANS_PP_CENTERS
    )
    off = np.linalg.norm(colours[:, None].astype(np.float32) - usual[None], axis=-1)
    return off.min(1)


def _hull(mask: np.ndarray) -> np.ndarray:
    if not mask.any():
        return mask
    points = cv2.findNonZero(mask)
    return cv2.fillConvexPoly(np.zeros_like(mask), cv2.convexHull(points), 1)


def _whole(small: np.ndarray, paint: np.ndarray) -> np.ndarray:
    """The thing that some paint is on: cut along its edges, without holes."""
    x, y, w, h = cv2.boundingRect(paint)
    size = max(w, h)
    room = round(0.5 * size) + 8
    rows = slice(max(0, y - room), y + h + room)
    columns = slice(max(0, x - room), x + w + room)
    part = np.ascontiguousarray(small[rows, columns])
    inner = np.ascontiguousarray(paint[rows, columns])
    hull = _hull(inner)
    off = cv2.distanceTransform(1 - hull, cv2.DIST_L2, 5)
    margin = np.asarray(off <= max(3, MARGIN * size), np.uint8)
    outside = _around(inner)
    closed = closed_over(cv2.morphologyEx(inner, cv2.MORPH_CLOSE, disc(max(2, size // 30))))
    if not outside.any():
        return _back(closed, paint, rows, columns)
    lab = cv2.GaussianBlur(byte_lab(part), (0, 0), 1.5)
    strange = np.zeros(inner.shape, np.float32)
    strange[margin > 0] = _unlike(lab[margin > 0], lab[outside])
    seeds = np.full(inner.shape, cv2.GC_BGD, np.uint8)
    seeds[margin > 0] = cv2.GC_PR_BGD
    seeds[(hull > 0) & (strange > 12)] = cv2.GC_PR_FGD
    seeds[closed > 0] = cv2.GC_PR_FGD
    seeds[cv2.erode(inner, disc(2)) > 0] = cv2.GC_FGD
    found = np.asarray(grab_cut(part, seeds, 4) | closed, np.uint8)
    found = np.asarray(cv2.morphologyEx(found, cv2.MORPH_OPEN, disc(2)) | closed, np.uint8)
    _, labels = cv2.connectedComponents(found)
    own = np.setdiff1d(labels[inner > 0], [0])
    found = _filled(np.asarray(np.isin(labels, own), np.uint8), strange)
    # A cut that ran away is worse than the paint alone.
    if found.sum() > 2.2 * max(hull.sum(), 1):
        found = closed
    return _back(found, paint, rows, columns)


def _of_subject(
    small: np.ndarray, paint: np.ndarray, clear: np.ndarray | None
) -> np.ndarray | None:
    """The thing that some paint is on, where it is the picture's subject, or the most of a part.

    None where the paint lies elsewhere, or is scattered over a thing of another colour.
    """
    if clear is None or float((paint & clear).sum()) < 0.75 * float(paint.sum()):
        return None
    # The network is a little unsure of rims: there the paint tells.
    clear = np.asarray(clear | (paint & cv2.dilate(clear, disc(4))), np.uint8)
    hull = np.asarray(_hull(paint) & clear, np.uint8)
    if float((paint & hull).sum()) < DENSE * float(hull.sum()):
        return None
    # What of the subject lies beyond the paint: small parts are the thing's own, and large ones of
    # its colours, as a sole is a shoe's; a large one of others is another thing, as a hat on a bag.
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        np.asarray(clear & (1 - hull), np.uint8)
    )
    lab, beside = byte_lab(small), cv2.dilate(hull, disc(3))
    core, other = hull.copy(), np.zeros_like(hull)
    for label in range(1, count):
        part = labels == label
        strange = not (part & (beside > 0)).any()
        if stats[label, cv2.CC_STAT_AREA] > ANOTHER * float(hull.sum()) and not strange:
            strange = float(np.median(_unlike(lab[part], lab[hull > 0]))) > UNLIKE
        (other if strange else core)[part] = 1
    if not other.any():
        return core
    near = cv2.distanceTransform(1 - hull, cv2.DIST_L2, 5)
    reach = max(3, MARGIN * max(cv2.boundingRect(paint)[2:]))
    seeds = np.full(hull.shape, cv2.GC_BGD, np.uint8)
    seeds[(other > 0) & (near <= reach)] = cv2.GC_PR_BGD
    seeds[core > 0] = cv2.GC_PR_FGD
    seeds[cv2.erode(np.asarray(paint & clear, np.uint8), disc(2)) > 0] = cv2.GC_FGD
    cut = np.asarray(grab_cut(small, seeds, 4) & clear, np.uint8)
    # Of what was cut off, only what hangs together with the other thing is its own.
    _, labels = cv2.connectedComponents(
        np.asarray((other | (core & (1 - cut))) & (1 - cut), np.uint8)
    )
    its = np.isin(labels, np.setdiff1d(labels[other > 0], [0]))
    return np.asarray((core | cut) & (1 - its), np.uint8)


def _filled(mask: np.ndarray, strange: np.ndarray) -> np.ndarray:
    """The mask without holes, but for those through which the surroundings are seen (a handle)."""
    holes = np.asarray(closed_over(mask) & (1 - mask), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(holes)
    least = 0.015 * float(mask.sum())
    for label in range(1, count):
        inner = labels == label
        seen_through = float(np.median(strange[inner])) < 10
        if not (seen_through and stats[label, cv2.CC_STAT_AREA] > least):
            mask[inner] = 1
    return mask


def _back(part: np.ndarray, whole: np.ndarray, rows: slice, columns: slice) -> np.ndarray:
    found = np.zeros_like(whole)
    found[rows, columns] = part
    return found


def _refined(small: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The mask along the edges that are there; as it was where cutting would lose it."""
    near = cv2.dilate(mask, disc(10))
    seeds = np.full(mask.shape, cv2.GC_BGD, np.uint8)
    seeds[near > 0] = cv2.GC_PR_BGD
    seeds[mask > 0] = cv2.GC_PR_FGD
    seeds[cv2.erode(mask, disc(3)) > 0] = cv2.GC_FGD
    closed = closed_over(mask)
    found = grab_cut(small, seeds, 3)
    both, either = (found & closed).sum(), (found | closed).sum()
    return closed_over(found) | mask if both > 0.5 * either else closed
