/** What a fleet of so many agents needs and costs: phases of growth, bills of materials, and where numbers contradict. */
package io.blackroad.plan;
