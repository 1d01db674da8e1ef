namespace Extensions.Jobs.Testing;

/// <summary>A fault that befell a call.</summary>
/// <param name="Call">Which member was called.</param>
/// <param name="Number">Which call of this member it was, from 1.</param>
/// <param name="Fault">What befell it.</param>
public sealed record MetFault(JobStoreCall Call, long Number, JobFault Fault);
