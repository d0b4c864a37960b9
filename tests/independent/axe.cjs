// Opens each HTML file in Chromium, with scripts and without, and asks axe for violations.
const fs = require("fs");
const puppeteer = require("puppeteer-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

(async () => {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  let bad = 0;
  for (const file of process.argv.slice(2)) {
    const page = await browser.newPage();
    const complaints = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto("file://" + file);
    const filters = await page.evaluate(() => {
      const form = document.getElementById("filters");
      if (!form) return "no filters";
      const select = form.querySelector("select");
      select.value = select.options[1].value;
      form.dispatchEvent(new Event("change"));
      const text = document.getElementById("shown").textContent;
      select.value = "";
      form.dispatchEvent(new Event("change"));
      return text;
    });
    await page.setBypassCSP(true);
    await page.reload();
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run());
    for (const violation of found.violations) {
      bad += 1;
      console.log(`${file}: ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
    }
    bad += complaints.length;
    complaints.forEach((complaint) => console.log(`${file}: ${complaint}`));
    console.log(`checked: ${file.split("/").pop()}: axe: ${found.passes.length} rules passed, ${found.violations.length} violated; filters: ${filters}`);
    await page.close();
  }
  await browser.close();
  process.exit(bad ? 1 : 0);
})();
