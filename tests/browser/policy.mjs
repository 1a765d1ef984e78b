// What the content security policy of our pages must stop, whatever got into them.

import assert from "node:assert/strict";

/** Tries a script, a picture and a request from within the page: the policy stops each. */
export async function assertPolicyHolds(page) {
  const blocked = await page.evaluate(async () => {
    const violations = [];
    document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.hit = 1";
    document.body.append(script);
    new Image().src = "https://evil.example/pixel.gif";
    await fetch("https://evil.example/").catch(() => {});
    await new Promise((done) => setTimeout(done, 200));
    return { violations, hit: window.hit };
  });
  assert.equal(blocked.hit, undefined);
  assert.deepEqual(blocked.violations.sort(), ["connect-src", "img-src", "script-src-elem"]);
}
