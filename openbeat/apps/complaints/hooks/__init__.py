"""What complaints offer to the rest of the house, a module for each part."""

from openbeat.apps.complaints.hooks import audits as audits
from openbeat.apps.complaints.hooks import board as board
from openbeat.apps.complaints.hooks import clocks as clocks
from openbeat.apps.complaints.hooks import complaints as complaints
from openbeat.apps.complaints.hooks import mediating as mediating
from openbeat.apps.complaints.hooks import publication as publication
from openbeat.apps.complaints.hooks import rules as rules
from openbeat.apps.complaints.hooks import splitting as splitting
from openbeat.apps.complaints.hooks import summaries as summaries
