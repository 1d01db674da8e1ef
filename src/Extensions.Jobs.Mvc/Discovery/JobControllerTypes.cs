using System.Reflection;

namespace Extensions.Jobs.Mvc;

/// <summary>The closed types of <see cref="JobsController{TInput, TOutput}"/>.</summary>
internal static class JobControllerTypes
{
    public static TypeInfo Of(Type input, Type output) =>
        typeof(JobsController<,>).MakeGenericType(input, output).GetTypeInfo();

    /// <summary>The closed type that a controller is or derives from; null: it is no controller of jobs.</summary>
    public static Type? ClosedBaseOf(Type controller)
    {
        for (var type = controller; type is not null; type = type.BaseType)
        {
            if (type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(JobsController<,>))
            {
                return type;
            }
        }

        return null;
    }
}
