"""How a clinic's treatment is made of the library's treatment and the clinic's own voice.

`merge` puts the two together, `parts` says what a library page says part by part, `staleness`
tells which of a clinic's overrides the library has moved past, and `reach` what publishing a
library page would change. All but `reach` are pure: plain data in, plain data out.
"""
