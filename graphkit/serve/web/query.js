"use strict";
// Every request stays on this server: no proxy, no prefix.cc, no vocabulary look-ups; the page's policy holds it so.
new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
  endpointCatalogueOptions: { getData: () => [] },
  copyEndpointOnNewTab: true,
  persistenceId: null,
  yasqe: {
    autocompleters: [],
    value: "PREFIX gk: <https://w3id.org/graphkit/ns#>\nSELECT ?person ?country WHERE {\n  ?person gk:minister_of ?country\n}",
  },
});
