"use strict";

// Shows the description, and asks for a credential first where the server wants one.
(function () {
  const form = document.getElementById("ask");
  const why = document.getElementById("why");
  let credential = "";

  function authorized(headers) {
    return credential ? Object.assign({}, headers, { Authorization: "Bearer " + credential }) : headers;
  }

  function show(description) {
    form.hidden = true;
    SwaggerUIBundle({
      spec: description,
      dom_id: "#api",
      deepLinking: false,
      // Without it the viewer would send the description to a validator elsewhere.
      validatorUrl: null,
      persistAuthorization: false,
      docExpansion: "list",
      defaultModelsExpandDepth: 0,
      requestInterceptor: function (request) {
        if (credential && !request.headers.Authorization) {
          request.headers = authorized(request.headers);
        }
        return request;
      },
    });
  }

  function ask(text) {
    form.hidden = false;
    why.textContent = text;
    document.getElementById("credential").focus();
  }

  async function load() {
    try {
      const answer = await fetch("openapi.json", { headers: authorized({ Accept: "application/json" }) });
      if (answer.ok) {
        show(await answer.json());
      } else if (answer.status === 401) {
        ask(credential ? "This one is not accepted." : "The description is shown to callers that are known.");
      } else {
        const problem = await answer.json();
        ask(problem.title + ". " + problem.detail);
      }
    } catch (error) {
      ask("The server cannot be reached. Load the page again.");
    }
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    credential = document.getElementById("credential").value.trim();
    load();
  });
  load();
})();
