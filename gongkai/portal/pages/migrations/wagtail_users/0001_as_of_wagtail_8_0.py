"""The tables of `wagtailusers` as its own migrations of Wagtail 8.0 leave them, in one step: `replaces` records them all
as applied, so that Wagtail's folder can be taken up again (docs/decisions/0023)."""

import django.db.models.deletion
import wagtail.users.models
from django.conf import settings
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('wagtailusers', '0001_initial'),
        ('wagtailusers', '0002_add_verbose_name_on_userprofile'),
        ('wagtailusers', '0003_add_verbose_names'),
        ('wagtailusers', '0004_capitalizeverbose'),
        ('wagtailusers', '0005_make_related_name_wagtail_specific'),
        ('wagtailusers', '0006_userprofile_prefered_language'),
        ('wagtailusers', '0007_userprofile_current_time_zone'),
        ('wagtailusers', '0008_userprofile_avatar'),
        ('wagtailusers', '0009_userprofile_verbose_name_plural'),
        ('wagtailusers', '0010_userprofile_updated_comments_notifications'),
        ('wagtailusers', '0011_userprofile_dismissibles'),
        ('wagtailusers', '0012_userprofile_theme'),
        ('wagtailusers', '0013_userprofile_density'),
        ('wagtailusers', '0014_userprofile_contrast'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='UserProfile',
                    fields=[
                        ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wagtail_userprofile', to=settings.AUTH_USER_MODEL)),
                        ('submitted_notifications', models.BooleanField(default=True, help_text='Receive notification when a page is submitted for moderation', verbose_name='submitted notifications')),
                        ('approved_notifications', models.BooleanField(default=True, help_text='Receive notification when your page edit is approved', verbose_name='approved notifications')),
                        ('rejected_notifications', models.BooleanField(default=True, help_text='Receive notification when your page edit is rejected', verbose_name='rejected notifications')),
                        ('updated_comments_notifications', models.BooleanField(default=True, help_text='Receive notification when comments have been created, resolved, or deleted on a page that you have subscribed to receive comment notifications on', verbose_name='updated comments notifications')),
                        ('preferred_language', models.CharField(default='', help_text='Select language for the admin', max_length=10, verbose_name='preferred language')),
                        ('current_time_zone', models.CharField(default='', help_text='Select your current time zone', max_length=40, verbose_name='current time zone')),
                        ('avatar', models.ImageField(blank=True, upload_to=wagtail.users.models.upload_avatar_to, verbose_name='profile picture')),
                        ('dismissibles', models.JSONField(blank=True, default=dict)),
                        ('theme', models.CharField(choices=[('system', 'System default'), ('light', 'Light'), ('dark', 'Dark')], default='system', max_length=40, verbose_name='admin theme')),
                        ('contrast', models.CharField(choices=[('system', 'System default'), ('more_contrast', 'More contrast')], default='system', max_length=40, verbose_name='contrast')),
                        ('density', models.CharField(choices=[('default', 'Default'), ('snug', 'Snug')], default='default', max_length=40, verbose_name='density')),
                        ('keyboard_shortcuts', models.BooleanField(default=True, help_text='Enable custom keyboard shortcuts specific to Wagtail.', verbose_name='Keyboard shortcuts')),
                    ],
                    options={
                        'verbose_name': 'user profile',
                        'verbose_name_plural': 'user profiles',
                    },
                ),
            ],
        ),
    ]
