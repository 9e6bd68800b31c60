from django.apps import AppConfig


class ClinicsiteConfig(AppConfig):
    name = "clinicsite"
    verbose_name = "Clinicsite"
