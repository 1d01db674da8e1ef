namespace Extensions.Jobs;

/// <summary>A header as its owner sees it.</summary>
internal static class JobStatuses
{
    public static JobStatus Of(JobHeader job, JobType type) =>
        new()
        {
            Id = job.Id,
            Type = type.Name,
            Status = NameOf(job),
            Message = job.Message,
            Progress = job.Progress,
            Created = job.Created,
            Started = job.Started,
            Finished = job.Ended,
            Updated = job.Updated,
            Expires = job.Expires,
            Due = job.Due,
            CancelRequested = job.CancelRequested,
            DeleteRequested = job.DeleteRequested,
            EstimatedDuration = job.EstimatedDuration,
            EstimatedCompletion = job.EstimatedCompletion,
            Attempt = job.Attempt > 1 ? job.Attempt : null,
            Issues =
                job.Issues.Count == 0
                    ? null
                    : [.. job.Issues.Select(issue => new JobStatusIssue(issue.Message, issue.Code, issue.At))],
            Error = job.Error is { } error
                ? new JobStatusError(error.Type, error.Title, error.Detail, error.TraceId)
                : null,
            Output = OutputOf(job, type),
            Version = job.Version,
            OutputVersion = job.Output == JobOutputState.Available ? job.OutputVersion : null,
        };

    /// <summary>The document as it was when the job was created, rebuilt from what is left of it.</summary>
    public static JobStatus AtCreation(JobHeader job, JobType type) =>
        Of(
            new JobHeader
            {
                Id = job.Id,
                Name = job.Name,
                Owner = job.Owner,
                Created = job.Created,
                Updated = job.Created,
                EstimatedDuration = job.Key?.EstimatedDuration,
                EstimatedCompletion = job.Key?.EstimatedCompletion,
                Version = 1,
            },
            type
        ) with
        {
            IsRemoved = true,
        };

    private static string NameOf(JobHeader job) =>
        job.State switch
        {
            JobState.Queued => JobStatus.Queued,
            JobState.Running => job.StopRequested ? JobStatus.Cancelling : JobStatus.Running,
            JobState.Succeeded => JobStatus.Succeeded,
            JobState.Failed => JobStatus.Failed,
            _ => JobStatus.Cancelled,
        };

    private static JobStatusOutput OutputOf(JobHeader job, JobType type) =>
        new(
            job.Output switch
            {
                JobOutputState.Available => JobStatusOutput.Available,
                JobOutputState.Deleted => JobStatusOutput.Deleted,
                _ => type.HasOutput && !job.IsFinal ? JobStatusOutput.Pending : JobStatusOutput.None,
            }
        );
}
