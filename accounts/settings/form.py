"""The form of the settings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import NAME_SHOWN_TO, NAME_TOO_LONG, LineField
from accounts.models import User
from accounts.settings.single_keys import OFF, ON
from accounts.zones import is_zone, zones_of_places


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """How the site shows itself to a person, and the person to others."""

    keys = forms.ChoiceField(
        label=_("Single keys on this device"),
        choices=[(ON, _("On")), (OFF, _("Off"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Off: a letter or number pressed alone does nothing. Enter and Escape still work."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Your day starts at midnight in this time zone."),
        error_messages={"invalid_choice": _("There is no such time zone. Choose one from the list.")},
    )

    class Meta:
        model = User
        fields = ["name", "theme", "motion", "time_zone"]
        labels = {"name": _("Name to show")}
        help_texts = {"name": NAME_SHOWN_TO, "motion": _("Reduced: what changes on a page changes at once.")}
        error_messages = {"name": NAME_TOO_LONG}
        field_classes = {"name": LineField}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
            "theme": forms.RadioSelect,
            "motion": forms.RadioSelect,
        }

    def __init__(self, *args: Any, browser_zone: str, keys: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["keys"] = keys
        zone = self.instance.time_zone or browser_zone or "UTC"
        names = {*zones_of_places(), zone} if is_zone(zone) else zones_of_places()
        self.initial["time_zone"] = zone
        field: Any = self.fields["time_zone"]
        field.choices = [(name, name.replace("_", " ")) for name in sorted(names)]

    def save(self, commit: bool = True) -> User:
        """Writes its own columns only: a password changed meanwhile stays changed."""
        self.instance.save(update_fields=self._meta.fields)
        user: User = self.instance
        return user
