// Sends a chosen file to the API; the page only hears how far it is.

/** @returns {Promise<string|null>} what is wrong, in a sentence; null where the server took it. */
export function send(input, address, owner) {
  const file = input.files[0];
  if (!file) {
    return "Choose a file first.";
  }
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    let told = 0;
    request.open("PUT", address);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = event => {
      const part = event.total ? event.loaded / event.total : 0;
      if (part === 1 || part - told > 0.01) {
        told = part;
        owner.invokeMethodAsync("ShowSent", part);
      }
    };
    request.onload = () => resolve(request.status < 300 ? null : problemOf(request));
    request.onerror = () => resolve("The file could not be sent: the studio does not answer. Try again.");
    request.send(file);
  });
}

function problemOf(request) {
  try {
    const answer = JSON.parse(request.responseText);
    return Object.values(answer.errors ?? {}).flat().join(" ") || answer.detail || answer.title;
  } catch {
    return `The studio answered ${request.status}.`;
  }
}
