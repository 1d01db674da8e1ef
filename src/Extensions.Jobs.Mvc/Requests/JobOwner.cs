using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>Whose jobs a caller sees.</summary>
internal static class JobOwner
{
    /// <summary>All callers together: who they are is not looked at.</summary>
    public static string Of(HttpContext _) => "";
}
