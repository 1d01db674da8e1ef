using System.ComponentModel.DataAnnotations;

namespace Extensions.Jobs;

/// <summary>A number within bounds, or null. Not <c>Range</c>: validators are generated without its message, which says the fix.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WithinAttribute(int minimum, int maximum = int.MaxValue) : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is null || (value is int number && number >= minimum && number <= maximum);
}
