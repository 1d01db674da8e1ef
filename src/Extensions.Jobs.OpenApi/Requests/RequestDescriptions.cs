using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>Writes the parameters and the body of a request into an operation; what the application has said itself stays.</summary>
internal static class RequestDescriptions
{
    public static void Describe(JobOperation operation)
    {
        var parameters = operation.Operation.Parameters ??= [];
        foreach (var parameter in JobParameters.Of(operation.Mark))
        {
            if (Find(parameters, parameter) is not { } found)
            {
                if (parameter.In != ParameterLocation.Path)
                {
                    parameters.Add(parameter);
                }
            }
            else if (found is OpenApiParameter own)
            {
                own.Description ??= parameter.Description;
                own.Example ??= parameter.Example;
                own.Schema = parameter.Schema;
            }
        }

        if (operation.Operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
            body.Description ??= "What the worker is given.";
        }
    }

    private static IOpenApiParameter? Find(IEnumerable<IOpenApiParameter> parameters, OpenApiParameter wanted) =>
        parameters.FirstOrDefault(each =>
            each.In == wanted.In && string.Equals(each.Name, wanted.Name, StringComparison.OrdinalIgnoreCase)
        );
}
