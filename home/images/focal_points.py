"""Keeps the focal point of a picture, the part that must stay in view, inside the picture."""


def clip(middle, size, length):
    """Return the middle and the size of what lies within 0 and `length`, in whole pixels.

    What lies outside becomes a point on the nearest edge.
    """
    begin, end = (min(max(edge, 0), length) for edge in (middle - size / 2, middle + size / 2))
    middle = round((begin + end) / 2)
    return middle, int(min(end - begin, 2 * middle, 2 * (length - middle)))
