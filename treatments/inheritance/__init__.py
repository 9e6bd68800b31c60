"""How a clinic's treatment is made of the library's treatment and the clinic's own voice.

`merge` puts the two together, with `sections` for those of the body and `provenance` for where
each part comes from; `keys` names the parts. `parts` says what a page says part by part, and
`staleness` tells which of a clinic's overrides the library has moved past. What publishing a
library page would change is foretold by `treatments.reach`.
"""
