"""How forms are drawn everywhere: our field and our form, with the summary of errors on top."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """The setting FORM_RENDERER names this class."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
