using Microsoft.AspNetCore.Mvc;

namespace Extensions.Jobs.Benchmarks;

/// <summary>What MVC alone costs: it binds the request and gives a recorded answer.</summary>
[ApiController]
[Route("bare")]
public sealed class BareController(BareAnswers answers) : ControllerBase
{
    [HttpPost]
    public IActionResult Create(NoOpRequest input) => answers.Created!;

    [HttpGet("{id}")]
    public IActionResult GetStatus(string id) =>
        Request.Headers.IfNoneMatch.Count > 0 ? answers.Unchanged! : answers.Status!;
}

public sealed class BareAnswers
{
    public RecordedAnswer? Created { get; set; }

    public RecordedAnswer? Status { get; set; }

    public RecordedAnswer? Unchanged { get; set; }
}
