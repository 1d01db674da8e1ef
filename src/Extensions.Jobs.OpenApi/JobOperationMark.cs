using Microsoft.AspNetCore.Mvc.Abstractions;

namespace Extensions.Jobs.OpenApi;

/// <summary>Which operation of a job it is.</summary>
/// <param name="Type">The type of job.</param>
/// <param name="Action">The name of the action of <see cref="JobsController{TInput, TOutput}"/>.</param>
/// <param name="Descriptor">The action, perhaps an override of a derived class.</param>
internal sealed record JobOperationMark(JobType Type, string Action, ActionDescriptor Descriptor);
