"""The demo site: one clinic group with three clinics, for trying Clinicsite and for its tests.

The texts are TOML files under `content/`, the pictures are files under `pictures/`, and `build`
makes pages of them. What exists already is left as it stands.
"""
