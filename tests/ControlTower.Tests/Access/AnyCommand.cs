using System.Collections;
using System.Reflection;
using ControlTower.Data;
using ControlTower.Playbook.Access;

namespace ControlTower.Tests.Access;

/// <summary>Every command of the tower, found in the compiled code, each made from the least that its constructor wants: a new one joins by itself.</summary>
internal static class AnyCommand
{
    public const string Warehouse = "cairo";

    private const int DepthMax = 4;

    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(ICommand).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false } && typeof(ICommand).IsAssignableFrom(type)).OrderBy(type => type.Name)];

    public static ICommand Make(Type type, Actor by, string? why) => (ICommand)New(type, by, why, 0)!;

    private static object? New(Type type, Actor by, string? why, int depth)
    {
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First(one => one.GetParameters() is not [{ ParameterType: var only }] || only != type);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter, by, why, depth))]);
    }

    private static object? Value(ParameterInfo parameter, Actor by, string? why, int depth)
    {
        var type = parameter.ParameterType;
        return type == typeof(Actor) ? by
            : parameter.Name is "Why" ? why
            : type == typeof(Guid) ? Guid.CreateVersion7()
            : type == typeof(string) ? IsWarehouse(parameter.Name!) ? Warehouse : "x"
            : Nullable.GetUnderlyingType(type) is not null ? null
            : type.IsValueType ? Activator.CreateInstance(type)
            : Empty(type) ?? (depth < DepthMax && type is { IsAbstract: false, IsInterface: false } && type.Namespace?.StartsWith("ControlTower", StringComparison.Ordinal) == true
                ? New(type, by, why, depth + 1)
                : null);
    }

    private static bool IsWarehouse(string name) => name.Contains("Warehouse", StringComparison.Ordinal) || name is "From" or "To";

    /// <summary>An empty list for whatever kind of list is asked for; null where it is none.</summary>
    private static object? Empty(Type type) =>
        !typeof(IEnumerable).IsAssignableFrom(type) ? null
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
        : type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableFrom(item.MakeArrayType()) ? Array.CreateInstance(item, 0)
        : type is { IsAbstract: false, IsInterface: false } && type.GetConstructor([]) is { } make ? make.Invoke([])
        : type.IsGenericType && type.GetGenericArguments() is [var key, var value] && type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(key, value))
            ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))
        : null;
}
