namespace Extensions.Jobs.Client.Tests.Scripted;

/// <summary>Job documents, written by hand as the contract has them.</summary>
public static class Documents
{
    public const string Id = "0190163d8694739b8bf8ae0a7e0f1c4a";

    public static string Queued { get; } = Of("queued");

    public static string Running { get; } = RunningAt(1);

    public static string Succeeded { get; } =
        Of("succeeded", 9, "available", "\"finished\":\"2026-11-24T10:00:09Z\",\"progress\":100");

    public static string Failed { get; } =
        Of(
            "failed",
            9,
            "none",
            """
            "finished":"2026-11-24T10:00:09Z","error":{"type":"https://docs.example/problems/quota","title":"Quota used up"}
            """
        );

    public static string RunningAt(int percent) => Of("running", percent, "pending", $"\"progress\":{percent}");

    public static string Of(string status, int second = 0, string output = "pending", string more = "\"future\":[1]") =>
        $$$"""
            {"id":"{{{Id}}}","type":"ping","status":"{{{status}}}","created":"2026-11-24T10:00:00Z",
            """
        + $$$"""
            "updated":"2026-11-24T10:00:{{{second:00}}}Z","output":{"state":"{{{output}}}"},{{{more}}},
            """
        + $$$"""
            "links":{"self":"/inside/jobs/ping/{{{Id}}}","events":"/inside/jobs/ping/{{{Id}}}/events"}}
            """;

    public static string Event(long version, string document) => Event("status", version, document);

    public static string Completed(long version, string document) => Event("completed", version, document);

    private static string Event(string type, long version, string document) =>
        $"event: {type}\nid: {version}\ndata: {document.ReplaceLineEndings("")}\n\n";
}
