using FsCheck;
using FsCheck.Fluent;

namespace Extensions.Jobs.Fuzz.Requests;

/// <summary>Makes requests by chance, most of them near to what is served.</summary>
public static class AnyRequest
{
    private static readonly Gen<string> _methods = Gen.Frequency(
        (6, Gen.Elements("POST")),
        (6, Gen.Elements("GET")),
        (2, Gen.Elements("DELETE", "HEAD")),
        (1, Gen.Elements("PUT", "PATCH", "OPTIONS", "TRACE", "BREW", "get", "post", "Delete", "QUERY"))
    );

    /// <summary>Requests that are HTTP, whatever they ask for.</summary>
    public static Arbitrary<FuzzRequest> Requests() => Arb.From(Proper(), WithoutOneHeader);

    /// <summary>Bytes that are nearly a request.</summary>
    public static Arbitrary<BrokenRequest> Broken() =>
        Arb.From(
            from request in Proper()
            from faults in AnyFault.Faults.NonEmptyListOf()
            select new BrokenRequest(request, [.. faults.Take(3)])
        );

    private static Gen<FuzzRequest> Proper() =>
        from stage in Gen.Elements(Enum.GetValues<Stage>())
        from method in _methods
        from target in Gen.Frequency((2, AnyTarget.Fitting(method)), (1, AnyTarget.Targets))
        from headers in AnyHeader.Headers.ListOf()
        from type in AnyHeader.ContentTypes
        from body in AnyBody.Bodies
        from hasBody in Gen.Choose(0, 9)
        let sends = method == "POST" || hasBody == 0
        select new FuzzRequest(stage, method, target, [.. headers.Take(4), .. sends ? type : []], sends ? body : "");

    private static IEnumerable<FuzzRequest> WithoutOneHeader(FuzzRequest request) =>
        request.Headers.Select(
            (_, index) => request with { Headers = [.. request.Headers.Where((_, each) => each != index)] }
        );
}
