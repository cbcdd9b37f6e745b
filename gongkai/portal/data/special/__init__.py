"""Views people expect, each fed only by declared data sets: today's air, one project through its life …"""
