// Saves what is given back as a file.
for (const button of document.querySelectorAll("[data-take]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(
      new Blob([document.getElementById(button.dataset.take).value], { type: "text/plain" }),
    );
    link.download = button.dataset.name;
    link.click();
  });
}
