/** What browsers and systems fetch to be set up: the PAC file and the certificate. */

export const pacType = 'application/x-ns-proxy-autoconfig';

/**
 * Not PKIX's own application/pkix-cert (RFC 2585), which browsers merely save: this one opens the import dialogue in
 * Firefox and on iOS and Android. PEM rather than DER: all of them and Windows and macOS read both, but the trust
 * stores of Linux take nothing but PEM under a name that ends in .crt.
 */
export const caType = 'application/x-x509-ca-cert';

/**
 * A proxy auto-configuration file. `proxy`: "host:port". Hosts of the machine itself are reached directly; should the
 * proxy be gone, pages still load, except the magic origin and the names below it, which exist nowhere else.
 */
export function renderPac(proxy: string, magicHost: string): string {
  const target = JSON.stringify(`PROXY ${proxy}`);
  return `function FindProxyForURL(url, host) {
  if (host === ${JSON.stringify(magicHost)} || dnsDomainIs(host, ${JSON.stringify(`.${magicHost}`)})) return ${target};
  if (host === "localhost" || dnsDomainIs(host, ".localhost") || shExpMatch(host, "127.*") || host === "::1" || host === "[::1]") return "DIRECT";
  return ${target} + "; DIRECT";
}
`;
}
