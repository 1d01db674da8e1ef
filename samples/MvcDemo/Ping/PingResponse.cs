namespace MvcDemo.Ping;

/// <summary>The answer.</summary>
/// <param name="Message">Always <c>pong</c>.</param>
public sealed record PingResponse(string Message);
