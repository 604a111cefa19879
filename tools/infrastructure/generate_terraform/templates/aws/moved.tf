# Until 2026-11 this stack was written as one folder. Where such a state exists, these keep the next plan from
# replacing what only has a new address; where none does, they do nothing and may be deleted.
# The load balancer becomes internal and is replaced all the same: plan a window for that apply.
<%#moved%>
moved {
  from = <% from %>
  to   = <% to %>
}

<%/moved%>
