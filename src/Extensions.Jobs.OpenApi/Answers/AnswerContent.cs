namespace Extensions.Jobs.OpenApi;

/// <summary>What an answer carries.</summary>
internal enum AnswerContent
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The job document.</summary>
    Job,

    /// <summary>What the worker made; its schema is there already.</summary>
    Output,

    /// <summary>A page of job documents.</summary>
    Jobs,

    /// <summary>Job documents, pushed.</summary>
    Events,

    /// <summary>A problem.</summary>
    Problem,
}
