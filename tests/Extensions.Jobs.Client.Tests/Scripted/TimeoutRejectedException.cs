// Stands for Polly's, which is known by its namespace.
namespace Polly.Timeout;

public sealed class TimeoutRejectedException() : Exception("The operation took too long.");
