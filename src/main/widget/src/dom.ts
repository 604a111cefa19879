// Small things of the page.

type Content = Node | string;

/** An element with attributes; a function is a listener of the event it is named after. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | ((event: Event) => void)>,
  ...content: Content[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value);
  }
  made.append(...content);
  return made;
}

/** As it is: a type of text would make browsers add .txt to names such as Dockerfile. */
export function save(content: BlobPart, name: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Copies, and says so on the button for a moment. */
export async function copy(text: string, button: HTMLElement, copied: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text, button);
  }
  const before = button.textContent;
  button.textContent = copied;
  setTimeout(() => (button.textContent = before), 1_500);
}

/** Pages that came by plain http have no clipboard, and frames of others may not use it. The text stands beside the button: around a dialog all is inert. */
function copyBySelection(text: string, button: HTMLElement): void {
  const area = element("textarea", { readonly: "" });
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  button.after(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  button.focus();
}

/** A name that nothing else has; `crypto.randomUUID` is kept from pages that came by plain http. */
export const randomName = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const fileName = (path: string) => path.slice(path.lastIndexOf("/") + 1);
