"""Durable background work and schedules."""
