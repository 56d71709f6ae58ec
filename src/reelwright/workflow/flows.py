"""Every durable workflow: a process that takes work has to know all of them before it starts."""

from .campaign.flow import campaign_flow, variant_flow
from .clip.flow import clip_flow

FLOWS = (campaign_flow, variant_flow, clip_flow)
