using System.Text.Json;

namespace Extensions.Jobs.Fuzz.Answers;

/// <summary>What holds for every answer, whatever was asked.</summary>
internal static class AnswerRules
{
    // Names of types, lines of a stack trace, places of files, and what only an input says.
    private static readonly string[] _secrets =
    [
        "System.",
        "Microsoft.",
        "MvcDemo",
        "Extensions.Jobs.",
        "Exception",
        "PingRequest",
        "PingWorker",
        "WordCountRequest",
        "StubbornRequest",
        "   at ",
        ".cs:",
        "SQLite",
        "/tmp/",
        "jobs.db",
        Requests.AnyBody.Secret,
        AppContext.BaseDirectory,
    ];

    /// <summary>For answers of whomever.</summary>
    public static void Hold(Answer answer)
    {
        Assert.True(answer.Status < 500 || IsOfCapacity(answer) || IsOfServer(answer), "It must not be 5xx.");
        var text = answer.ToString();
        foreach (var secret in _secrets)
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }

        if (
            answer.Header("Content-Type")?.StartsWith("application/problem+json", StringComparison.Ordinal) == true
            && answer.Body.Length > 0
        )
        {
            AssertProblem(answer);
        }
    }

    /// <summary>For answers of ours.</summary>
    public static void HoldForOurs(Answer answer)
    {
        Assert.NotNull(answer.Header("Cache-Control"));
        var isStored = answer.Status is 200 or 204 or 304;
        Assert.True(isStored || answer.Header("Cache-Control") == "no-store", "It must not be stored.");
        if (answer.Status >= 400)
        {
            Assert.Equal("application/problem+json", answer.Header("Content-Type"));
            Assert.True(answer.IsToHead || answer.Body.Length > 0, "It must say what the problem is.");
        }

        Assert.True(answer.Status != 303 || answer.Header("Location") is not null, "303 leads nowhere.");
        Assert.True(answer.Status != 405 || answer.Header("Allow") is not null, "405 does not say what is allowed.");
        Assert.True(
            answer.Status is not (429 or 503) || answer.Header("Retry-After") is not null,
            "It does not say when."
        );
        Assert.Matches("^[0-9]*$", answer.Header("Retry-After") ?? "");
        Assert.Matches("^(\"[0-9]+\\.[0-9o]+\")?$", answer.Header("ETag") ?? "");
        if (answer.Header("Content-Type") == "application/json" && answer is { IsWhole: true, Body.Length: > 0 })
        {
            JsonDocument.Parse(answer.Text).Dispose();
        }
    }

    private static void AssertProblem(Answer answer)
    {
        using var problem = JsonDocument.Parse(answer.Text);
        Assert.Equal(answer.Status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.RootElement.GetProperty("type").GetString()!);
        Assert.NotEmpty(problem.RootElement.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("?", problem.RootElement.GetProperty("instance").GetString(), StringComparison.Ordinal);
    }

    private static bool IsOfCapacity(Answer answer) =>
        answer.Status == 503 && answer.Body.Contains("#capacity", StringComparison.Ordinal);

    // What the server itself does not speak.
    private static bool IsOfServer(Answer answer) => answer.Status is 501 or 505 && answer.Body.Length == 0;
}
