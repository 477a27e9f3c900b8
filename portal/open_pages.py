"""Pages that staff reach before they have set up a second factor: what anyone may read, and what
signing in itself needs. Every other page of the portal waits (`accounts/second_factor_gate.py`).

`tests/accounts/test_second_factor_gate.py` compares this list with `tests/access.txt`.
"""

#: what visitors without an account get
PUBLIC = """
home manifest page robots root search security share_card
sitemap sitemaps verify
applications:ask applications:asked_as_guest applications:confirm_question
applications:may_apply
calls:blank_form calls:blank_pdf calls:call_deadlines calls:deadlines
calls:detail calls:feed calls:follow calls:follow_asked calls:json
calls:list
communities:compare communities:csv communities:detail communities:geojson
communities:inventories_csv communities:inventory communities:invitation
communities:json communities:list communities:map communities:names
communities:open_data communities:openapi communities:organisations
communities:outlines communities:programme communities:recognitions
communities:totals
events:calendar events:detail events:ics events:list
library:course library:detail library:faq library:learning library:lesson
library:list
mailing:confirm mailing:leave
people:join privacy:subscriber news:detail news:feed news:json_feed news:list news:month
newsletter:ask newsletter:asked newsletter:preferences
town:calendar town:feed town:follow town:follow_asked town:my_town
trust:accessibility trust:contact trust:imprint trust:privacy trust:sent
trust:site_map
""".split()
#: the ways in, out, and to a second factor
SIGNING_IN = """
account_change_password account_confirm_email account_confirm_login_code
account_email account_email_verification_sent account_inactive account_login
account_logout account_reauthenticate account_request_login_code
account_reset_password account_reset_password_done
account_reset_password_from_key account_reset_password_from_key_done
account_set_password account_signup
mfa_index mfa_authenticate mfa_reauthenticate mfa_activate_totp
mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes
mfa_download_recovery_codes mfa_list_webauthn mfa_add_webauthn
mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_edit_webauthn
mfa_login_webauthn
accounts:security accounts:second_factor accounts:onward
accounts:end_session accounts:end_others admin:login admin:logout token
media
""".split()
